"""Read a YAML file node by node.

Composing a whole file at once would take seventeen times its size in memory, and three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

DEEPEST = 20  # levels of nesting in one node; a record needs four

_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Alias(yaml.ScalarNode):
    """A `*name`, which refers to the text after `&name`."""


class Tree:
    """A YAML text with one document, read from start to end.

    Every method raises yaml.MarkedYAMLError if the text isn't valid YAML.
    """

    def __init__(self, text: str) -> None:
        self._parser = yaml.CBaseLoader(text)
        self._texts: dict[str, str] = {}  # by anchor; empty for a list or a mapping
        self._take()  # the start of the stream
        self._start = self._take().start_mark

    def is_at(self, kind: type[yaml.Event]) -> bool:
        """Return whether the next event is of this kind."""
        return isinstance(self._parser.peek_event(), kind)

    @property
    def start_mark(self) -> Any:
        """Where the next event starts."""
        event: Any = self._parser.peek_event()
        return event.start_mark

    def pairs(self) -> Iterator[yaml.Node]:
        """Enter a mapping and yield each key; the caller must read its value before the next key."""
        return self._inside(yaml.MappingEndEvent)

    def entries(self) -> Iterator[yaml.Node]:
        """Enter a sequence and yield each entry."""
        return self._inside(yaml.SequenceEndEvent)

    def _inside(self, end: type[yaml.Event]) -> Iterator[yaml.Node]:
        self._take()
        while not self.is_at(end):
            yield self.node()
        self._take()

    def node(self, depth: int = 0) -> yaml.Node:
        """Return the next node; anything nested too deeply is left out."""
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
        """Read the end of the document. Raises an error if another one follows."""
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
        """Skip the rest of a node that has started, and return its end event."""
        levels = 1
        while levels:
            event = self._take()
            levels += isinstance(event, _STARTS) - isinstance(event, _ENDS)
        return event

    def _take(self) -> Any:  # PyYAML's types don't know the attributes of each kind of event
        event: Any = self._parser.get_event()
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            self._texts[event.anchor] = getattr(event, "value", "")
        return event
