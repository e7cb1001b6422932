"""What the measurement of the report prints."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "bench_report.py"
PAGE = """<!doctype html><main style="height: 1800px"><h1>Two words 北京</h1><a href="#x">go</a>
<p>Of <a class="figure" href="#x">4</a></p><figure class="chart"><svg><text>a</text></svg></figure>
</main>"""


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium: apt-get install chromium")
def test_a_page_is_measured(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    run = subprocess.run(
        [sys.executable, SCRIPT, page], capture_output=True, text=True, check=True, timeout=120
    )
    told = dict(re.findall(r"^  (.+) ([\d,.]+)$", run.stdout, re.MULTILINE))
    assert (told["words"], told["screens"], told["stops"], told["kB"]) == ("8", "2", "1", "0")
    assert {"first paint, ms", "first chart painted by, ms"} < set(told)
