"""The command `analysis`. Exit status: 0 well; 1 a check failed; 2 bad input or usage."""

import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

import analysis
from analysis import files
from analysis.errors import AnalysisError, Interrupted


class Command(click.Group):
    """Report the project's own errors as one message and their exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; an AnalysisError becomes its message on stderr and its status.

        So does a full disk, wherever it is met: temporary files are written by many libraries.
        """
        try:
            return super().invoke(ctx)
        except AnalysisError as error:
            _end(error)
        except OSError as error:
            if error.errno not in files.FULL:
                raise
            _end(files.unwritten(error.filename or "A temporary file", error))
        except KeyboardInterrupt:
            _end(Interrupted("Interrupted: no file is half written."))


def _end(error: AnalysisError) -> NoReturn:
    """Say what went wrong and exit: Ctrl-C once more neither cuts that short nor adds to it."""
    if isinstance(error, Interrupted):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    click.echo(f"{error}", err=True)
    sys.exit(error.exit_status)


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NOTEBOOK = click.argument("notebook", type=FILE)
JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="Notebooks at once [default: as many as there are cores, or threads of workers].",
)
SCHEDULER = click.option("--scheduler", metavar="ADDRESS", help="Run them on that Dask cluster.")


def _cell_limit(default: str) -> Any:
    told = f"Stop at a cell that takes longer [default: {default}]."
    seconds = click.IntRange(1)
    return click.option("--cell-timeout", "limit", type=seconds, metavar="SECONDS", help=told)


@click.group(cls=Command)
@click.version_option(analysis.__version__, prog_name="analysis")
def main() -> None:
    """Build and check the report on printed figures.

    \b
    analysis build                                   tables, notebooks and report
    analysis run notebooks/06-*.ipynb -p place Beijing
    analysis sweep notebooks/06-*.ipynb --over place
    analysis check-source my-copy-of-the-article.txt
    analysis new-source report.txt --id its-name     a folder in data/raw, ready to be filled in
    analysis check-text press-release.md             are its numbers those of the tables?
    """


@main.command()
@JOBS
@SCHEDULER
@_cell_limit("600")
def build(jobs: int | None, scheduler: str | None, limit: int | None) -> None:
    """Bring tables, notebooks and report up to date; do nothing where they are.

    \b
    Example:  analysis build -j 2
              analysis build --scheduler tcp://127.0.0.1:8786
    """
    from analysis import pipeline

    outcome = pipeline.build(jobs, scheduler, limit)
    index = files.relative(files.reports() / "index.html")
    if outcome.ran:
        click.echo(f"Built: {outcome.ran} of {outcome.total} tasks ran. Open {index}")
    else:
        click.echo(f"Nothing to do: all {outcome.total} tasks are up to date. Open {index}")


@main.command()
@NOTEBOOK
@click.option(
    "-p",
    "--parameter",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A parameter of the notebook; VALUE is read by its type, so text stands as it is.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The executed notebook [default: NAME.run.ipynb in the working folder].",
)
@_cell_limit("no limit")
def run(
    notebook: Path, given: tuple[tuple[str, str], ...], output: Path | None, limit: int | None
) -> None:
    """Execute NOTEBOOK with other parameters; what is committed stays as it is.

    A notebook that fails is kept as far as it ran, as NAME.failed.ipynb beside the output;
    an earlier result there becomes NAME.earlier.ipynb.

    \b
    Example:  analysis run notebooks/06-a-brief-on-one-place.ipynb -p place Beijing -o beijing.ipynb
    """
    from analysis.engine import execute, parameters

    output = output or Path(f"{notebook.stem}.run.ipynb")
    execute.run_stoppable(notebook, parameters.named(notebook, given), output, limit)
    click.echo(f"Executed: {output}")
    _tell(notebook, [output])


SWEEP_NOTES = """\
All sets are checked before the first one runs. A set that fails is shown in index.html with its
error, and with its notebook as far as it ran, while the others finish. A second call runs what
is missing, failed or changed: the notebook's cells, its parameters, this program, and the Python
files that it imports, runs or names, beside it or in a folder that it adds to sys.path. It cannot
know which data a notebook reads, nor names that it puts together: where they changed, use --force.

Cells run in the working folder, as under papermill: a notebook that writes files should name
them after its parameters, for several sets run at once. What lies in the folder of sets no
longer asked for is left there. On a cluster (--scheduler) each set works in an empty folder on
some worker: what it writes there is gone afterwards, and of what it reads the modules beside
the notebook and the project's tables travel along.
"""


@main.command(epilog=SWEEP_NOTES)
@NOTEBOOK
@click.option(
    "--over", metavar="NAME", help="Every value of NAME that the project knows: place or source."
)
@click.option(
    "--params",
    "file",
    type=FILE,
    help="Sets of parameters: a CSV file with a header, or a YAML list, one set a row.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to [default: NAME.sweep in the working folder].",
)
@click.option("--force", is_flag=True, help="Run every set, up to date or not.")
@JOBS
@SCHEDULER
@_cell_limit("no limit")
def sweep(
    notebook: Path,
    over: str | None,
    file: Path | None,
    out: Path | None,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
    limit: int | None,
) -> None:
    """Run NOTEBOOK once for every set of parameters, into a folder with an index page.

    \b
    analysis sweep notebooks/06-a-brief-on-one-place.ipynb --over place
    analysis sweep model.ipynb --params sets.csv --out results
    """
    from analysis.engine.sweep import run as sweeping

    out = out or Path(f"{notebook.stem}.sweep")
    tables = {"data.tables": sorted(files.processed().glob("*.csv"))}
    wanted = sweeping.Sweep(notebook.resolve(), _sets(notebook, over, file), out, tables, limit)
    outcome = sweeping.sweep(wanted, jobs, scheduler, force)
    index = files.relative(out / sweeping.INDEX)
    if outcome.ran:
        click.echo(f"Swept: {outcome.ran} of {outcome.total} sets ran. Open {index}")
        _tell(notebook, map(wanted.output, wanted.sets))
    else:
        click.echo(f"Nothing to do: all {outcome.total} sets are up to date. Open {index}")
        unseen = "Data that it reads and code that it names only as it runs are not looked at"
        click.echo(f"{unseen}: --force runs all again.")
    if outcome.others:
        click.echo(f"Left alone in {out}: notebooks of sets not asked for ({outcome.others}).")


@main.command("check-source")
@click.argument("file", type=FILE)
@click.option("--source", "name", help="The source's folder in data/raw, where there are several.")
@click.option("--seal", is_flag=True, help="Mark the rows whose token stands at its place.")
def check_source(file: Path, name: str | None, seal: bool) -> None:
    """Hold the ledger against FILE, your own copy of the article.

    Compares the fingerprint, looks each printed figure up at its line and offset, and names every
    digit in the text that no row covers. With --seal the status is 1 only where a row could not be
    marked.

    \b
    Example:  analysis check-source article.txt
    """
    from analysis.data import proofread as checking
    from analysis.data import sources

    raw = sources.read(files.raw(), sealed=not seal, complete=False)
    source = sources.pick(raw, name)
    if seal:
        for path in checking.seal_rows(source, file):
            click.echo(f"Sealed: {files.relative(path)}")
    finding = checking.check(source, file)
    click.echo(checking.describe(source, finding))
    if finding.misplaced if seal else not finding.holds:
        sys.exit(1)


@main.command("new-source")
@click.argument("text", type=FILE)
@click.option("--id", "name", required=True, help="The name of its folder in data/raw.")
def new_source(text: Path, name: str) -> None:
    """Lay out data/raw/NAME for TEXT: every figure found in it, ready to be filled in.

    Writes source.yaml, figures.csv with each figure's line, offset, seal and reading (place and
    metric where they are named beside it), what is no figure, and examples of claims. The text
    is not copied. `analysis build` tells what is still to be filled in.

    \b
    Example:  analysis new-source article.txt --id city-report
    """
    from analysis.drafts import new_source as laying_out
    from analysis.engine.progress import watch

    click.echo(laying_out.lay_out(text, name, watch))


@main.command("new-notebook")
@click.argument("question")
@click.option("--zh", "chinese", default="", help="The question in Chinese.")
@click.option("--metric", default="", help="What is compared, as in metrics.csv.")
def new_notebook(question: str, chinese: str, metric: str) -> None:
    """Lay out notebooks/NN-QUESTION.ipynb: a chapter that runs, with a chart, to be edited.

    Shows one metric of every place; unless given, the one of most places that no notebook compares
    yet. Numbers stand in its sentences, chart and table only, and so the question has no digits.

    \b
    Example:  analysis new-notebook "Who has the universities?" --zh "高校在哪里？"
    """
    from analysis.drafts import new_notebook as laying_out

    click.echo(laying_out.lay_out(question, chinese, metric))


@main.command("check-text")
@click.argument("draft", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, a number an item.")
@click.option("--all", "every", is_flag=True, help="Show the right and the unknown numbers too.")
def check_text(draft: Path, as_json: bool, every: bool) -> None:
    """Hold each number of DRAFT against the tables of the last build.

    A draft is any text about the study: plain text, Markdown or HTML, English or Chinese. Each
    number is right, wrong (with what the tables say), hedged away (true, but said more loosely or
    more tightly than it was printed), or unknown. Exit status 1 where any is wrong.

    \b
    Example:  analysis check-text press-release.md
              analysis check-text summary.txt --json
    """
    from analysis.drafts import check_text as checking
    from analysis.engine.progress import watch

    marks = checking.check(draft, watch=watch)
    click.echo(checking.to_json(marks) if as_json else checking.describe(marks, every))
    sys.exit(int(any(mark.verdict == "wrong" for mark in marks)))


def _sets(notebook: Path, over: str | None, file: Path | None) -> dict[str, dict[str, Any]]:
    """Return the sets by name: of a file, or one for each value that the project knows."""
    from analysis.engine import parameters
    from analysis.engine.sweep import sets
    from analysis.pipeline import plan

    if (over is None) == (file is None):
        raise click.UsageError("Give the sets by one of --over and --params.")
    declared = parameters.declared(notebook)
    if file:
        return sets.named(sets.read(file, declared))
    first = plan.sources()[:1]  # which a notebook that is given no source reads
    values = {"place": plan.places(*first), "source": plan.sources()}.get(str(over), [])
    return sets.named(sets.over(str(over), values, declared, notebook))


def _tell(notebook: Path, executed: Iterable[Path]) -> None:
    """Say where a notebook asked for another kernel, and where a cell ended it before the last."""
    from analysis.engine import notebook as reading

    name = reading.kernel(notebook).name
    if name.lower() not in reading.HERE:
        version = ".".join(map(str, sys.version_info[:3]))
        here = f"ran in this environment's Python {version}"
        click.echo(f"Note: it asks for the kernel '{name}' and {here}.", err=True)
    for path in executed:
        if told := reading.cut_short(path):
            click.echo(f"Note: {path.name}: {told}.", err=True)
