"""The arguments of ``events_import``."""

from __future__ import annotations

from argparse import ArgumentParser

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.readers.formats import READERS
from wagtail_migration_events.interchange.rules.all_rules import rule_names


def add_import_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``events_import``."""
    parser.add_argument(
        "file",
        nargs="?",
        default="",
        help=_("a file, a folder of Drupal's documents, or an https address"),
    )
    parser.add_argument(
        "--undo-run",
        type=int,
        default=None,
        metavar="NUMBER",
        help=_("import nothing, and remove what the run made, unless somebody has changed it"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
    )
    parser.add_argument(
        "--plan",
        default="",
        help=_("with --dry-run: a CSV file for what would happen; else that file, to obey it"),
    )
    parser.add_argument(
        "--index",
        default="",
        help=_("path, slug or number of the event index page, in the default language"),
    )
    parser.add_argument(
        "--source", default="", help=_("name of the source; by default the host of each row")
    )
    _add_arguments_of_reading(parser)
    _add_arguments_of_names(parser)


def _add_arguments_of_reading(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        default="",
        choices=["", *READERS],
        help=_("format of the file; by default it is found out"),
    )
    parser.add_argument("--mapping", default="", help=_("TOML file: which column is which"))
    parser.add_argument(
        "--suggest-mapping",
        action="store_true",
        help=_("import nothing, and print the draft of a mapping for the file"),
    )
    parser.add_argument(
        "--without-rule",
        action="append",
        default=[],
        choices=rule_names(),
        help=_("a rule that is switched off; may be given several times"),
    )


def _add_arguments_of_names(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--decisions",
        default="",
        help=_("folder of organizers.csv, types.csv and places.csv; what is new is added"),
    )
    parser.add_argument(
        "--publish-organizers",
        action="store_true",
        help=_("publish the pages of new organizers, which are drafts otherwise"),
    )
    parser.add_argument(
        "--fetch-files",
        action="store_true",
        help=_("fetch images and documents that rows name, which are left as links otherwise"),
    )
