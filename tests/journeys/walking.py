"""Steps through the site that wait for the next page: what is read after them is never the page before."""


def press(button):
    """Press a button or follow a link, and be on the page it leads to."""
    with button.page.expect_navigation():
        button.click()
