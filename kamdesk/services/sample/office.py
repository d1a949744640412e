"""The sample's office: departments, people, who stands in for whom."""

from typing import Final

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.departments import DepartmentService
from kamdesk.services.people import PeopleService
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.services.sample.story import PersonStory, Story

_FIRST_PASSWORD: Final = "diyici-denglu"  # noqa: S105 - the administrator's, changed at once


def move_in(
    story: Story, people: PeopleService, departments: DepartmentService, *, by: UserId
) -> dict[str, UserId]:
    """Register departments and people; return the users' ids by login."""
    places = {
        name: DepartmentId(departments.create(name, by=by).record_id or 0)
        for name in story.departments
    }
    users = {person.login: _hire(person, places, people, by=by) for person in story.people}
    return users | {story.administrator.login: by}


def _hire(
    person: PersonStory,
    places: dict[str, DepartmentId],
    people: PeopleService,
    *,
    by: UserId,
) -> UserId:
    draft = UserDraft(
        login=person.login,
        name=person.name,
        phone=person.phone,
        department_id=places[person.department],
        roles=frozenset(map(Role, person.roles)),
    )
    hired = people.create(draft, temporary_password=_FIRST_PASSWORD, by=by).record_id
    user = UserId(hired or 0)
    people.change_password(old=_FIRST_PASSWORD, new=SAMPLE_PASSWORD, by=user)
    return user
