"""The registry: built-in readers and exporters and those of other packages, found the same way."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from recension import journey
from recension.model.errors import PluginError
from recension.model.reader import Exporter, Reader

_STAGES = ("condition", "structure", "readings")
_OURS = "recension"


def readers(outside: bool = True) -> tuple[Reader, ...]:
    """All readers in running order: the stages' own, then those of other packages.

    Args:
        outside: whether other packages' readers take part; the tests say no.

    Raises:
        PluginError: a package's readers do not load or are no readers.
        JourneyError: the readers cannot run together.
    """
    points = {p.name: p for p in entry_points(group="recension.readers") if _is_ours(p)}
    stages = [_load(points[stage], Reader) for stage in _STAGES]
    if outside:
        stages += [_load(p, Reader) for p in _others("recension.readers")]
    return journey.all_readers(stages)


def exporters(outside: bool = True) -> dict[str, Exporter]:
    """All exporters by name.

    Raises:
        PluginError: a package's exporters do not load, or two claim one name.
    """
    points = [p for p in entry_points(group="recension.exporters") if _is_ours(p)]
    if outside:
        points += _others("recension.exporters")
    named: dict[str, Exporter] = {}
    for point in points:
        for exporter in _load(point, Exporter):
            if exporter.name in named:
                raise PluginError(
                    point.value, f"exporter {exporter.name!r} exists already", "Rename one of them"
                )
            named[exporter.name] = exporter
    return named


def _is_ours(point: EntryPoint) -> bool:
    return point.value.split(":")[0].split(".")[0] == _OURS


def _others(group: str) -> list[EntryPoint]:
    return sorted(
        (p for p in entry_points(group=group) if not _is_ours(p)), key=lambda p: (p.name, p.value)
    )


def _load(point: EntryPoint, protocol: type) -> tuple:  # type: ignore[type-arg]
    try:
        loaded = tuple(point.load())
    except Exception as error:
        raise PluginError(
            point.value, f"does not load ({error})", "Update or uninstall that package"
        ) from error
    for member in loaded:
        if not isinstance(member, protocol):
            raise PluginError(
                point.value, f"{member!r} is no {protocol.__name__}", "Tell that package's authors"
            )
    return loaded
