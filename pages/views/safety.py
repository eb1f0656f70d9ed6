"""The page of one topic of safety."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue import safety
from catalogue.catalogue import Catalogue
from catalogue.records import SafetyRule, Topic
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True)
class AdviceOfTopic:
    """A piece of safety advice, with the rules of activities that it says."""

    item: parts.AdviceItem
    says: Related[tuple[SafetyRule, ...]]


@dataclass(frozen=True, kw_only=True)
class SafetyPage(Page):
    """All advice of a topic in full, and the rules that no advice says; other pages only name theirs."""

    template = "safety.html"

    topic: Topic
    advice: tuple[AdviceOfTopic, ...]
    rules: tuple[SafetyRule, ...]
    topics: Related[tuple[Topic, ...]]


def safety_pages(catalogue: Catalogue) -> Iterator[SafetyPage]:
    """Yield the page of each topic."""
    advice = {group.of: group.members for group in safety.advice_by_topic(catalogue)}
    rules = {group.of: group.members for group in safety.safety_rules_by_topic(catalogue)}
    topics = catalogue.all(Topic)
    for topic in topics:
        yield SafetyPage(
            path=f"safety/{topic.id}.md",
            title=topic.title,
            description=f"{topic.title}. {catalogue.phrases['safety-of-topic']}",
            topic=topic,
            advice=tuple(
                AdviceOfTopic(parts.advice_item(catalogue, each), safety.rules_said_in(catalogue, each))
                for each in advice.get(topic, ())
            ),
            rules=rules.get(topic, ()),
            topics=topics,
        )
