"""The sample's own fields and files: what the company asks of its clients, papers of some."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kamdesk.domain.ids import UserId
from kamdesk.domain.own_fields import OwnFieldDraft, OwnKind, field_key
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.diary import Diary
from kamdesk.storage.files import write_atomically

_SET_UP: Final = 340
_FILLED: Final = 150


class FilePlay:
    """Adds the fields early in the year; fills them and adds files for some clients later."""

    def __init__(
        self,
        own_fields: OwnFieldService,
        attachments: AttachmentService,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
    ) -> None:
        self._own_fields = own_fields
        self._attachments = attachments
        self._users = users
        self._registry = registry

    def plan(self, diary: Diary, told: Mapping[str, Any]) -> None:
        """Note what `told` (the story's own fields, values and files) lets happen."""
        diary.note(_SET_UP, partial(self._add_fields, told))
        for line in told["client"]:
            diary.note(line.get("back", _FILLED), partial(self._fill, line))

    def _add_fields(self, told: Mapping[str, Any]) -> None:
        for field in told["field"]:
            draft = OwnFieldDraft(
                title=field["title"],
                kind=OwnKind(field["kind"]),
                choices=tuple(field.get("choices", ())),
                unit=field.get("unit", ""),
            )
            self._own_fields.create(draft, by=self._users[told["login"]])

    def _fill(self, line: Mapping[str, Any]) -> None:
        by, client_id = self._users[line["login"]], self._registry.client_id(line["client"])
        fields = self._own_fields.values(client_id, by=by)
        seen = {field_key(each.field): each.text for each in fields}
        values = {
            field_key(each.field): line["values"].get(each.field.draft.title) for each in fields
        }
        self._own_fields.save(client_id, values, seen=seen, by=by)
        with TemporaryDirectory() as folder:
            for file in line.get("files", ()):
                path = Path(folder) / file["name"]
                write_atomically(path, file["text"].encode("utf-8-sig"))
                note = file.get("note", "")
                self._attachments.add(client_id, path, by=by, note=note)
