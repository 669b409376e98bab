"""Every door of the site: a part keeps its own addresses in its `urls.py`."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("hometime.home.urls")),
    path("", include("hometime.decisions.urls")),
    path("", include("hometime.policy.urls")),
    path("", include("hometime.people.urls")),
    path("account/", include("hometime.people.account_urls")),
    path("", include("hometime.files.urls")),
    path("", include("hometime.notices.urls")),
    path("", include("hometime.imports.urls")),
    path("", include("hometime.arrangements.urls")),
    path("", include("hometime.learning.urls")),
    path("", include("hometime.equipment.urls")),
    path("", include("hometime.papers.urls")),
    path("", include("hometime.incidents.urls")),
    path("", include("hometime.retention.urls")),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("hometime.pages.urls"))]  # every component on one page

handler400 = "hometime.pages.errors.bad_request"
handler403 = "hometime.pages.errors.forbidden"
handler404 = "hometime.pages.errors.not_found"
handler500 = "hometime.pages.errors.server_error"
handler429 = "hometime.pages.errors.too_many"
