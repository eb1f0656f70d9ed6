"""Read the tree of a YAML file piece by piece.

The tree of a whole file takes seventeen times its size in memory, and three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

DEEPEST = 20  # levels of nesting within one piece; a record needs four

_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Alias(yaml.ScalarNode):
    """A `*name`, which stands for the text behind `&name`."""


class Tree:
    """The one document of a YAML text, read from its start to its end.

    Every method raises yaml.MarkedYAMLError where the text is no YAML.
    """

    def __init__(self, text: str) -> None:
        self._parser = yaml.CBaseLoader(text)
        self._texts: dict[str, str] = {}  # by anchor; that of a list or a mapping is empty
        self._take()  # the start of the stream
        self._start = self._take().start_mark

    def is_at(self, kind: type[yaml.Event]) -> bool:
        """Tell whether such a piece comes next."""
        return isinstance(self._parser.peek_event(), kind)

    @property
    def start_mark(self) -> Any:
        """Where the next piece starts."""
        event: Any = self._parser.peek_event()
        return event.start_mark

    def pairs(self) -> Iterator[yaml.Node]:
        """Go into a mapping and yield each key; who asks takes what stands behind it, before the next."""
        return self._inside(yaml.MappingEndEvent)

    def entries(self) -> Iterator[yaml.Node]:
        """Go into a sequence and yield each entry."""
        return self._inside(yaml.SequenceEndEvent)

    def _inside(self, end: type[yaml.Event]) -> Iterator[yaml.Node]:
        self._take()
        while not self.is_at(end):
            yield self.node()
        self._take()

    def node(self, depth: int = 0) -> yaml.Node:
        """Return the next piece as a whole; what stands too deep in it is left out."""
        start = self._take()
        kind = type(start)
        if kind is yaml.AliasEvent:
            return self._alias(start)
        if kind is yaml.ScalarEvent:
            node: yaml.Node = yaml.ScalarNode(
                "", start.value, start.start_mark, start.end_mark, style=start.style
            )
        elif depth > DEEPEST:
            node = yaml.SequenceNode("", [], start.start_mark, self._skip().end_mark)
        elif kind is yaml.SequenceStartEvent:
            parts = []
            while not self.is_at(yaml.SequenceEndEvent):
                parts.append(self.node(depth + 1))
            end = self._take().end_mark
            node = yaml.SequenceNode("", parts, start.start_mark, end, flow_style=start.flow_style)
        else:
            pairs = []
            while not self.is_at(yaml.MappingEndEvent):
                key = self.node(depth + 1)
                pairs.append((key, self.node(depth + 1)))
            end = self._take().end_mark
            node = yaml.MappingNode("", pairs, start.start_mark, end, flow_style=start.flow_style)
        return node

    def end(self) -> None:
        """Come to the end, behind which nothing may stand."""
        self._take()  # the end of the document
        after = self._take()
        if not isinstance(after, yaml.StreamEndEvent):
            raise yaml.composer.ComposerError(
                "expected a single document in the stream",
                self._start,
                "but found another document",
                after.start_mark,
            )

    def _alias(self, event: Any) -> Alias:
        if event.anchor not in self._texts:
            raise yaml.composer.ComposerError(None, None, "found undefined alias", event.start_mark)
        return Alias("", self._texts[event.anchor], event.start_mark, event.end_mark)

    def _skip(self) -> Any:
        """Go on behind the end of a piece that has started, and return that end."""
        levels = 1
        while levels:
            event = self._take()
            levels += isinstance(event, _STARTS) - isinstance(event, _ENDS)
        return event

    def _take(self) -> Any:  # PyYAML's types leave out what an event of each kind has
        event: Any = self._parser.get_event()
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            self._texts[event.anchor] = getattr(event, "value", "")
        return event
