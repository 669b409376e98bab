from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/flexible/", views.flexible_request, name="flexible-request"),
    path("arrangements/flexible/on-paper/", views.on_paper, name="flexible-on-paper"),
    path("arrangements/flexible/<uuid:code>/", views.flexible, name="flexible"),
    path("arrangements/flexible/<uuid:code>/withdraw/", views.withdraw, name="flexible-withdraw"),
    path("arrangements/flexible/<uuid:code>/close/", views.close, name="flexible-close"),
    path("arrangements/flexible/<uuid:code>/time/<int:extension>/", views.agree_time, name="flexible-time"),
    *[
        path(f"arrangements/flexible/<uuid:code>/{name}/", views.act, {"name": name}, name=f"flexible-{name}")
        for name in views.ACTS
    ],
]
