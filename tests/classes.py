"""Clients with classes: decided as people do it, with a basis that is whole."""

from kamdesk.domain.classes.decisions import Basis, Sector
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.clients.clients import ClientService

WHOLE = Basis(
    sector=Sector.EDUCATION,
    tie="同属一个集团",
    survey="年需求约 600 吨",
    potential="二期投产后翻番",
    rivals="争取其由对手供应的三成",
    reason="会议决定",
)


def classify(sessions, clock, client_id, *classes, by):
    """Give a client `classes`, one decision each."""
    clients, decide = ClientService(sessions, clock), ClassificationService(sessions, clock).decide
    for each in classes:
        seen = clients.details(client_id, by=by).version
        decide(client_id, each, holds=True, basis=WHOLE, by=by, seen_version=seen)
