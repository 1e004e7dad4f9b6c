"""The page in a real browser: in two zones and two themes, on a desk and on a phone, with and without JavaScript."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import ics
import pytest
import pytest_asyncio

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium; install Debian's package of that name"),
    pytest.mark.asyncio(loop_scope="module"),
]

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with playwright.async_playwright() as engine:
        opened = await engine.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        await opened.close()


async def visit(browser: Any, address: str, **how: Any) -> Any:
    """A page on which every complaint of the browser is an error of the test, and nothing foreign is fetched."""
    context = await browser.new_context(**({"viewport": DESK, "timezone_id": "UTC"} | how))
    page = await context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith(address[:16]) or page.complaints.append(request.url))
    await page.goto(address)
    return page


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("Europe/Berlin", "Friday, 30 September 2016, 09:00 CEST"),
        ("Pacific/Kiritimati", "Friday, 30 September 2016, 21:00 GMT+14"),
        ("America/Los_Angeles", "Friday, 30 September 2016, 00:00 GMT-7"),
        ("Pacific/Honolulu", "Thursday, 29 September 2016, 21:00 GMT-10"),
    ],
)
async def test_moments_are_in_the_visitors_own_zone(browser: Any, address: str, zone: str, says: str) -> None:
    page = await visit(browser, address, timezone_id=zone)
    assert await page.locator(".hero time").inner_text() == says
    assert await page.locator(".hero time").get_attribute("title") == "Friday 30 September 2016, 00:00 Pacific"
    assert page.complaints == []


async def test_the_countdown_runs(browser: Any, address: str) -> None:
    page = await visit(browser, address)
    digits = page.locator(".countdown .digits b")
    assert await digits.count() == 4
    assert await digits.first.inner_text() == "40"
    before = await digits.last.inner_text()
    await playwright.expect(digits.last).not_to_have_text(before, timeout=3000)


async def minutes_left(page: Any) -> int:
    days, hours, minutes, _ = [int(await each.inner_text()) for each in await page.locator(".digits b").all()]
    return (days * 24 + hours) * 60 + minutes


async def test_a_page_that_was_kept_counts_from_the_present(browser: Any, address: str) -> None:
    page = await visit(browser, address)
    before = await minutes_left(page)
    await page.goto(f"{address}/shows/iron-fist")
    # Half an hour later the browser takes the first page out of its cache.
    await page.add_init_script("const then = Date.now; Date.now = () => then() + 1800000;")
    await page.go_back()
    assert 29 <= before - await minutes_left(page) <= 31
    assert page.complaints == []


async def test_a_page_that_was_kept_for_long_is_asked_for_again(browser: Any, address: str) -> None:
    page = await visit(browser, address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{address}/shows/iron-fist")
    assert asked.count(f"{address}/shows/iron-fist") == 1
    await page.add_init_script("const then = Date.now; Date.now = () => then() + 36000000;")
    async with page.expect_request(lambda request: request.url == f"{address}/" and request.is_navigation_request()):
        await page.go_back()
    await page.wait_for_function("performance.getEntriesByType('navigation')[0].type === 'reload'")
    await page.wait_for_timeout(500)
    # Once, however far this computer's clock is off.
    assert asked.count(f"{address}/") <= 2
    assert page.complaints == []


async def test_when_the_moment_comes_it_says_so(browser: Any, address: str) -> None:
    context = await browser.new_context(viewport=DESK)
    page = await context.new_page()
    await page.clock.install(time=datetime(2016, 9, 30, 6, 59, 58, tzinfo=UTC))
    await page.route(
        f"{address}/",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<html data-now="2016-09-30T06:59:58Z"><script src="/static/page.js" defer></script>'
            '<p data-until="2016-09-30T07:00:00Z"><span>in 2 seconds</span></p></html>',
        ),
    )
    await page.goto(f"{address}/")
    await page.clock.run_for(5000)
    assert await page.locator("p").inner_text() == "It is here."


@pytest.mark.parametrize("how", [{"viewport": DESK}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}])
async def test_one_clicks_through_to_the_quote(browser: Any, address: str, how: dict[str, Any]) -> None:
    page = await visit(browser, address, **how)
    await page.get_by_role("link", name="Why this date?").click()
    assert page.url == f"{address}/shows/luke-cage#season-1"
    quote = page.locator("#season-1 blockquote")
    assert await quote.inner_text() == "Luke Cage season 1 will premiere on Netflix on September 30, 2016."
    assert await quote.is_visible()
    source = page.locator("#season-1 cite a")
    assert await source.get_attribute("href") == "https://a.example/1"
    subscribe = page.get_by_role("link", name="Add to calendar")
    link = await subscribe.get_attribute("href")
    assert link.startswith("webcal://127.0.0.1:")
    subscribed = await page.request.get(link.replace("webcal", "http", 1))
    assert {event.name for event in ics.Calendar(await subscribed.text()).events} == {"Luke Cage, season 1"}
    assert page.complaints == []


async def test_everything_is_there_without_javascript(browser: Any, address: str) -> None:
    page = await visit(browser, address, java_script_enabled=False)
    assert await page.locator(".countdown").inner_text() == "in 41 days"
    assert await page.locator(".hero time").inner_text() == "Friday 30 September 2016, 00:00 Pacific"


@pytest.mark.parametrize(
    ("path", "viewport", "scheme"),
    [
        ("/", DESK, "dark"),
        ("/", PHONE, "light"),
        ("/shows/luke-cage", DESK, "light"),
        ("/shows/luke-cage", PHONE, "dark"),
        ("/shows/the-punisher", DESK, "dark"),
        ("/nothing", DESK, "light"),
    ],
)
async def test_axe_finds_nothing(browser: Any, address: str, path: str, viewport: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    page = await visit(browser, f"{address}{path}", viewport=viewport, color_scheme=scheme)
    await page.evaluate(axe.AXE_SCRIPT)
    found = await page.evaluate("axe.run()")
    assert len(found["passes"]) > 15
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []


@pytest.mark.parametrize("path", ["/", "/shows/luke-cage", "/shows/iron-fist"])
async def test_nothing_sticks_out_of_a_phone(browser: Any, address: str, path: str) -> None:
    page = await visit(browser, f"{address}{path}", viewport={"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_a_word_longer_than_a_phone_is_wide_breaks(browser: Any, address: str) -> None:
    page = await visit(browser, address, viewport={"width": 320, "height": 640})
    await page.evaluate(
        "for (const node of document.querySelectorAll('.line strong, h3 a, .tile p, .move a, blockquote, .date'))"
        "  node.textContent = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'"
    )
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    for width in (700, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_keyboard_reaches_the_content_first(browser: Any, address: str) -> None:
    page = await visit(browser, address)
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert await skip.evaluate("node => node === document.activeElement")
    assert (await skip.bounding_box())["y"] >= 0


async def test_still_lights_for_those_who_want_no_motion(browser: Any, address: str) -> None:
    page = await visit(browser, address, reduced_motion="reduce")
    assert await page.evaluate("document.getAnimations().length") == 0
