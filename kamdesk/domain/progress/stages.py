"""The six stages of a project and who may own them (product.md rule 4)."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from kamdesk.domain.ids import UserId
from kamdesk.i18n import N_, _, listed

MOST_STAGES: Final = 2
"""Stages of a project that one person may own."""


class Stage(StrEnum):
    """A stage of a project, in the order they are gone through."""

    SEARCH = "search"
    CONTACT = "contact"
    DIALOGUE = "dialogue"
    FOLLOW_UP = "follow_up"
    DEAL = "deal"
    CARE = "care"


STAGE_TITLES: Final[Mapping[Stage, str]] = {
    Stage.SEARCH: N_("寻找"),
    Stage.CONTACT: N_("意向接触"),
    Stage.DIALOGUE: N_("深入沟通"),
    Stage.FOLLOW_UP: N_("跟进"),
    Stage.DEAL: N_("成交"),
    Stage.CARE: N_("维护"),
}
STAGE_ORDER: Final[Mapping[Stage, int]] = {stage: place for place, stage in enumerate(Stage, 1)}
"""Stage → its number, 1 to 6."""


def check_owners(owners: Mapping[Stage, UserId | None]) -> dict[Stage, str]:
    """Return what is wrong: each stage of a person who owns too many -> what to do.

    A stage without an owner, by None or by absence, is no fault here.
    """
    owned: defaultdict[UserId, list[Stage]] = defaultdict(list)
    for stage in Stage:
        owner = owners.get(stage)
        if owner is not None:
            owned[owner].append(stage)
    crowded = [stages for stages in owned.values() if len(stages) > MOST_STAGES]
    return {stage: _too_many(stages) for stages in crowded for stage in stages}


def _too_many(stages: list[Stage]) -> str:
    return _(
        "每人在一个项目里最多负责两个阶段：同一人现负责{stages}，请把其中 {count} 个改由他人负责。"
    ).format(
        stages=listed(_(STAGE_TITLES[stage]) for stage in stages), count=len(stages) - MOST_STAGES
    )
