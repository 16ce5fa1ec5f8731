"""Rounds of review: what reviewers have said in Word files, and what has become of it."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

WORD_FILE_IS_OURS: Final = Rule(
    name="word-file-is-ours",
    holds="A Word file whose comments are brought home says which document of this project it is.",
    why="Every Word file of a build says so in a property, `kefu-document`, which Word and LibreOffice keep. Google "
    "Docs drops it.",
    remedy="Check that it is the file that came back. If it was saved by Google Docs, name the file that was sent "
    "with `--sent`.",
    acceptable=False,
)
FILES_ARE_OF_ONE_DOCUMENT: Final = Rule(
    name="files-are-of-one-document",
    holds="The files of a round of review with a name are all of the same document, as it was sent once.",
    remedy="Run `kefu review` once for each document, or leave `--name` out.",
    acceptable=False,
)
ROUND_IS_NOT_TOO_LARGE: Final = Rule(
    name="round-is-not-too-large",
    holds="A round of review has at most 3,000 items.",
    why="Nobody has so much to say about one document, and nobody could answer it.",
    remedy="Check that it is the right file. If every word of it seems to have changed, name the file that was sent "
    "with `--sent`.",
    acceptable=False,
)
SENT_DOCUMENT_IS_FOUND: Final = Rule(
    name="sent-document-is-found",
    holds="The document that was sent to reviewers can be found: in the release, in the sources, or in Git.",
    why="Only a comparison with it shows what somebody has changed without tracking.",
    remedy="Name the file that was sent, with `--sent`, or ask whether everybody had change tracking turned on.",
    severity=Severity.WARNING,
    acceptable=False,
)
REVIEW_ITEM_HAS_ITS_NUMBER: Final = Rule(
    name="review-item-has-its-number",
    holds="Each item of a round of review has a number that no other item of the round has.",
    why="Answers and decisions are told apart by the numbers.",
    remedy="Give one of the two the next number that is free.",
    acceptable=False,
)
REVIEW_IS_ANSWERED: Final = Rule(
    name="review-is-answered",
    holds="When a case is approved, each item of a review that is about it has an answer or a decision.",
    why="Reviewers must be able to see what became of what they said.",
    remedy="Write an `answer`, or `decision: accepted` or `rejected`, at the item in `review/`, or write `status: "
    "review` in `case.yaml` for as long as it is open.",
    acceptable=False,
    warns_when="if the case is not approved, or the item is about no case",
)
