from django.urls import path

from . import feed_views, views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("inbox/", views.inbox, name="inbox"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/feeds/", feed_views.feeds, name="feeds"),
    path("calendar/feeds/make/<slug:kind>/", feed_views.feed_make, name="feed-make"),
    path("calendar/feeds/<uuid:code>/end/", feed_views.feed_end, name="feed-end"),
    path("calendar/feeds/<uuid:code>/<slug:secret>.ics", feed_views.feed, name="feed"),
    path("standing/", views.standing, name="standing"),
    path("standing/who-is-set-up.csv", views.standing_file, name="standing-file"),
    path("standing/numbers/", views.standing_numbers, name="standing-numbers"),
]
