"""The command `analysis sweep`."""

from pathlib import Path

import click


@click.command()
@click.argument("notebook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--over", metavar="NAME", help="Every value of NAME that the project knows: place.")
@click.option(
    "--params",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sets of parameters: a CSV file with a header, or a YAML list, one set a row.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to [default: NAME.sweep in the working folder].",
)
@click.option("--force", is_flag=True, help="Run every set, up to date or not.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Sets at once [default: cores].")
@click.option("--scheduler", metavar="ADDRESS", help="Run the sets on that Dask cluster.")
def sweep(
    notebook: Path,
    over: str | None,
    file: Path | None,
    out: Path | None,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Run NOTEBOOK once for every set of parameters, into a folder with an index page.

    \b
    analysis sweep notebooks/06-a-brief-on-one-place.ipynb --over place
    analysis sweep model.ipynb --params sets.csv --out results

    All sets are checked before the first one runs. A set that fails is shown in index.html with its
    error while the others finish. A second call runs what is missing, failed or changed: the
    notebook's cells, its parameters, the Python files beside it that it imports, this program. It
    cannot know which data a notebook reads: where they changed, use --force.

    Cells run in the working folder, as under papermill: a notebook that writes files should name
    them after its parameters, for several sets run at once. What lies in the folder of sets no
    longer asked for is left there. On a cluster (--scheduler) each set works in an empty folder on
    some worker: what it writes there is gone afterwards, and of what it reads the modules beside
    the notebook and the project's tables travel along.
    """
    from analysis import parameters, paths, runs, sets
    from analysis import sweep as sweeping
    from analysis.sweep_files import INDEX

    if (over is None) == (file is None):
        raise click.UsageError("Give the sets by one of --over and --params.")
    out = out or Path(f"{notebook.stem}.sweep")
    declared = parameters.declared(notebook)
    if file is not None:
        given = sets.read(file, declared)
    else:
        values = runs.places() if over == "place" else []
        given = sets.over(str(over), values, declared, notebook)
    outcome = sweeping.sweep(notebook, given, out, jobs, force, scheduler)
    index = paths.relative(out / INDEX)
    if outcome.ran:
        click.echo(f"Swept: {outcome.ran} of {outcome.total} sets ran. Open {index}")
    else:
        click.echo(f"Nothing to do: all {outcome.total} sets are up to date. Open {index}")
    if outcome.others:
        click.echo(f"Left alone in {out}: notebooks of sets not asked for ({outcome.others}).")
