"""The verbs of `annotator library` that fill, copy and replace."""

import argparse
import sys
from pathlib import Path

from annotator.cli import progress
from annotator.cli.exits import DONE, SOME_FAILED
from annotator.cli.opening import open_changing, open_existing, open_reading
from annotator.cli.passphrase import passphrase_for
from annotator.domain.article import Article
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.ingest import files_below
from annotator.storage import Library
from annotator.worker import AnalysisClient, AnalysisError
from annotator.workspace import places
from annotator.workspace.batch import Failure, failure
from annotator.workspace.workspace import Workspace


def add(given: argparse.Namespace, path: Path) -> int:
    """Reads files into the library and analyses them; goes on past a bad one."""
    files = files_below(given.paths)
    if not files:
        raise UserFacingError("No file to add was found.", "Name a file, or a folder with some.")
    places.ensure(path.parent)
    library = open_changing(path, passphrase_for(given, path))
    client = AnalysisClient(given.model, places.lexicon_folder())
    with Workspace(library, client, given.by) as workspace:
        if given.largest:
            workspace.intake.allow(given.largest)
        imported = workspace.intake.add_files(files)
        result = imported.future.result()
        failures = [Failure(each.path, each.error) for each in result.failures]
        waiting = [(each, workspace.analyses.request(each)) for each in result.added]
        for article, future in progress.shown(waiting, len(waiting), "Analysing"):
            try:
                future.result()
            except (UserFacingError, AnalysisError) as error:
                failures.append(_unanalysed(workspace.articles.get(article), error))
    known = f", {len(result.known)} known already" if result.known else ""
    print(f"{len(result.added)} added{known}.")
    progress.tell_failures(failures)
    return progress.exit_code(len(result.added) + len(result.known), failures)


def _unanalysed(article: Article, error: UserFacingError | AnalysisError) -> Failure:
    why = failure(Path(article.file_name), error)
    told = f"“{article.title}” was added, but not analysed: {why.error.message}"
    return Failure(why.path, UserFacingError(told, why.error.hint))


def backup(given: argparse.Namespace, path: Path) -> int:
    """Copies the library, also while the app has it open."""
    with open_reading(given, path) as library:
        library.backup(given.to)
    return DONE


def export(given: argparse.Namespace, path: Path) -> int:
    """Writes the whole library as one compact file."""
    with open_reading(given, path) as library:
        library.export_to(given.to)
    return DONE


def join(given: argparse.Namespace, path: Path) -> int:
    """Takes an exported library in; one library is made of it when there is none."""
    passphrase = passphrase_for(given, given.file, path)
    places.ensure(path.parent)
    if not path.exists():
        Library.import_from(given.file, path, passphrase)
        print(f"{path} was made of {given.file}.")
        return DONE
    with open_changing(path, passphrase) as library:
        joined = library.join(given.file, person=given.by, passphrase=passphrase)
        backup = library.backups.all()[0].path
    known = f", {joined.known} known already" if joined.known else ""
    print(f"{len(joined.added)} articles added{known}; {joined.decisions} decisions came in.")
    if joined.refused:
        print(f"{joined.refused} articles that were deleted for good stay so.", file=sys.stderr)
    print(f"The library as it was before is {backup}.", file=sys.stderr)
    return DONE


def restore(given: argparse.Namespace, path: Path) -> int:
    """Puts a copy in the library's place and says where the old one is kept."""
    passphrase = passphrase_for(given, given.copy, path)
    # Before anything is made where it should go.
    Library.open(given.copy, read_only=True, passphrase=passphrase).close()
    places.ensure(path.parent)
    kept = Library.restore(given.copy, path, passphrase)
    if kept:
        print(f"The library that was there is kept as {kept}.", file=sys.stderr)
    return DONE


def salvage(given: argparse.Namespace, path: Path) -> int:
    """Reads what can be read into a new library; 1 when something is lost."""
    report = Library.salvage(path, given.to, passphrase_for(given, path))
    print(f"{report.articles} articles and {report.decisions} decisions were saved.")
    for loss in report.losses:
        lost = f"at least {loss.lost} {loss.what} are lost; {loss.kept} were saved."
        print(f"annotator: {lost}", file=sys.stderr)
    if report.losses and report.last_backup:
        print(f"The last backup is {report.last_backup.path}.", file=sys.stderr)
    return SOME_FAILED if report.losses else DONE


def purge(given: argparse.Namespace, path: Path) -> int:
    """Deletes an article for good; says that older backups still hold it."""
    with open_existing(given, path) as library:
        library.purge(ArticleId(given.article), person=given.by)
    print("Deleted for good. Backups made before still hold it.", file=sys.stderr)
    return DONE
