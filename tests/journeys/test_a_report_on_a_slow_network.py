"""A report from a phone at the edge of the network: slow, cut off in the middle of a send, and sent again. One report, nothing lost.

Slow means 400 kbit/s and 800 ms before anything comes back, as the browser’s own tools make it.
"""

import pytest
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.incidents.models import Draft, Incident
from hometime.people.models import Person
from tests.journeys.walking import press

SLOW = {"offline": False, "latency": 800, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes a second
OFFLINE = {**SLOW, "offline": True}
WHOLE = 100_000  # bytes of all that a report brings over the network: seven pages, style and script; 73,000 when it was written
ONE = 12_000  # bytes of the heaviest page alone; 7,500 when it was written


@pytest.fixture
def phone(transactional_db, settings, tmp_path, sign_in, page):
    """Tess’s phone on that network: `phone.network(OFFLINE)`, and `phone.bytes` by address."""
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    sign_in(page, Person.objects.select_related("account").get(code=code_of("tess")))
    return Phone(page)


class Phone:
    def __init__(self, page):
        self.page, self.bytes, self.asked = page, {}, {}
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("Network.enable")
        self.tools.on("Network.requestWillBeSent", lambda each: self.asked.update({each["requestId"]: each["request"]}))
        self.tools.on("Network.loadingFinished", self._count)
        self.network(SLOW)

    def network(self, conditions):
        self.tools.send("Network.emulateNetworkConditions", conditions)

    def _count(self, each):
        address = self.asked[each["requestId"]]["url"]
        self.bytes[address] = self.bytes.get(address, 0) + int(each["encodedDataLength"])

    def choose(self, **answers):
        for name, value in answers.items():
            self.page.locator(f"input[name={name}][value='{value}']").check()

    def onward(self, heading):
        press(self.page.get_by_role("button", name="Continue"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def tell(self):
        """All of it, up to the last page before it is sent."""
        self.page.goto("/incidents/report/")
        self.choose(now="over")
        self.onward("What happened?")
        self.choose(kind="lost", thing="papers")
        self.onward("What is missing, and where?")
        self.page.get_by_label("Where did it happen?").fill("The last bus")
        self.onward("What could be in it?")
        self.choose(data="sensitive", looked_after_child="yes", child="yes")
        self.onward("When was it noticed?")
        self.choose(noticed="now")
        self.onward("Send your report")

    def send_and_fail(self):
        """The press that comes to nothing: the browser says that there is no network."""
        with self.page.expect_event("requestfailed"):
            self.page.get_by_role("button", name="Send it now").click(no_wait_after=True)

    def send(self):
        press(self.page.get_by_role("button", name="Send it now"))


def told():
    """What has been told of it, beside the reports of the demonstration."""
    return Incident.objects.filter(place="The last bus")


def is_whole(made):
    assert (made.kind, made.place, made.data, made.looked_after_child) == ("lost", "The last bus", "sensitive", "yes")


def test_it_weighs_little_and_goes_through(phone):
    phone.tell()
    phone.send()
    expect(phone.page.get_by_text("Thank you for telling us")).to_be_visible()
    is_whole(told().get())
    pages = {address: size for address, size in phone.bytes.items() if "/incidents/" in address}
    assert max(pages.values()) < ONE, pages
    assert sum(phone.bytes.values()) < WHOLE, phone.bytes


def test_cut_off_before_it_left_it_waits_and_is_sent_again(phone):
    phone.tell()
    phone.network(OFFLINE)
    phone.send_and_fail()
    assert not told().exists()
    phone.network(SLOW)
    phone.page.goto("/incidents/report/")  # the phone was put away, and taken out again
    press(phone.page.get_by_role("link", name="Carry on with the report"))
    expect(phone.page.locator("main")).to_contain_text("The last bus")
    phone.send()
    expect(phone.page.get_by_text("Thank you for telling us")).to_be_visible()
    is_whole(told().get())
    assert not Draft.objects.filter(ended_at=None).exists()


def test_cut_off_after_it_left_a_second_press_finds_the_report_that_was_made(phone):
    phone.tell()
    here = phone.page.url

    def lose_the_answer(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch(max_redirects=0)  # it arrives, and what comes back does not
        return route.abort("internetdisconnected")

    phone.page.route("**/check/", lose_the_answer)
    phone.send_and_fail()
    made = told().get()
    phone.page.unroute("**/check/")
    phone.network(SLOW)
    phone.page.goto(here)  # back to the page that was left, to send it again
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(made.name)
    expect(phone.page.locator("main")).to_contain_text("Safia Malik")
    is_whole(told().get())


def test_cut_off_on_the_way_a_page_is_sent_again_and_the_others_are_kept(phone):
    phone.page.goto("/incidents/report/")
    phone.choose(now="over")
    phone.onward("What happened?")
    phone.choose(kind="lost", thing="papers")
    phone.onward("What is missing, and where?")
    here = phone.page.url
    phone.page.get_by_label("Where did it happen?").fill("The last bus")
    phone.network(OFFLINE)
    with phone.page.expect_event("requestfailed"):
        phone.page.get_by_role("button", name="Continue").click(no_wait_after=True)
    phone.network(SLOW)
    phone.page.goto(here)
    phone.page.get_by_label("Where did it happen?").fill("The last bus")
    phone.onward("What could be in it?")
    said = Draft.objects.get().said
    assert (
        said["now"] == {"now": "over"} and said["what"]["kind"] == "lost" and said["things"]["place"] == "The last bus"
    )
