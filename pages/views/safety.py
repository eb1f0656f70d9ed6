"""The page of one topic of safety."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.catalogue import Catalogue
from catalogue.records import Topic
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class SafetyPage(Page):
    """All advice and rules of a topic in full, so that other pages only name theirs."""

    template = "safety.html"

    safety: parts.SafetyTopic
    topics: Related[tuple[Topic, ...]]


def safety_pages(catalogue: Catalogue) -> Iterator[SafetyPage]:
    """Yield the page of each topic."""
    topics = catalogue.all(Topic)
    for safety in parts.safety_topics(catalogue):
        topic = safety.topic
        yield SafetyPage(
            path=f"safety/{topic.id}.md",
            title=topic.title,
            description=f"{topic.title}. {catalogue.phrases['safety-of-topic']}",
            safety=safety,
            topics=topics,
        )
