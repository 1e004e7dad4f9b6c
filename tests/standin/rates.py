"""Rate limits as Discord enforces them: fifty requests a second for the bot, and buckets by route and channel."""

import time
from collections import deque
from dataclasses import dataclass, field


@dataclass
class Refusal:
    """A 429: for how many seconds, and whether the whole bot is meant."""

    retry_after: float
    everywhere: bool


@dataclass
class Rates:
    """Counts requests and refuses those that come too soon; times are of the monotonic clock.

    Attributes:
        overall: requests that may come within any second, for the whole bot.
        messages: how many messages a channel takes, and in how many seconds.
        posts: how many posts a forum takes, and in how many seconds.
    """

    overall: int = 50
    messages: tuple[int, float] = (5, 5.0)
    posts: tuple[int, float] = (50, 300.0)
    _recent: deque[float] = field(default_factory=deque)
    _buckets: dict[str, tuple[int, float]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def take(self, bucket: str | None, *, exempt: bool) -> tuple[Refusal | None, dict[str, str]]:
        """Count one request.

        Args:
            bucket: the bucket it falls into, None where the route has none.
            exempt: whether the limit for the whole bot leaves it out.

        Returns:
            The refusal, if any, and the headers that tell about the bucket.
        """
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if not exempt:
            if len(self._recent) >= self.overall:
                self.refusals.append("global")
                return Refusal(1.0 - (now - self._recent[0]), everywhere=True), {}
            self._recent.append(now)
        return (None, {}) if bucket is None else self._bucket(bucket, now)

    def _bucket(self, bucket: str, now: float) -> tuple[Refusal | None, dict[str, str]]:
        limit, seconds = self.posts if bucket.startswith("threads:") else self.messages
        used, ends = self._buckets.get(bucket, (0, 0.0))
        if now >= ends:
            used, ends = 0, now + seconds
        refusal = None
        if used >= limit:
            self.refusals.append(bucket)
            refusal = Refusal(ends - now, everywhere=False)
        else:
            used += 1
        self._buckets[bucket] = (used, ends)
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - used),
            "X-RateLimit-Reset": f"{time.time() + ends - now:.3f}",
            "X-RateLimit-Reset-After": f"{ends - now:.3f}",
            "X-RateLimit-Bucket": bucket.partition(":")[0],
        }
        return refusal, headers
