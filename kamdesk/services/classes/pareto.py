"""贡献分析: which of the clients one may see make 80 % of what they buy."""

from kamdesk.domain.classes.pareto import Pareto, pareto
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.services.lists import viewer
from kamdesk.storage.classes.pareto import contributions
from kamdesk.storage.sessions import Sessions


class ParetoService:
    """Ranks clients by their purchases."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def analyse(self, *, by: UserId, months: int = 12, tons: bool = False) -> Pareto:
        """Rank by yuan (or tons) of the `months` that end with the present one."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.PURCHASE_VIEW)
            last = month_of(looking.day)
            first = months_before(last, months - 1)
            return pareto(contributions(session, looking, first=first, last=last, tons=tons))
