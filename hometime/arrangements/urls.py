from django.urls import path

from .abroad.urls import urlpatterns as abroad
from .closure.urls import urlpatterns as closure
from .dates.urls import urlpatterns as dates
from .everyday.urls import urlpatterns as everyday
from .flexible.urls import urlpatterns as flexible
from .measures.urls import urlpatterns as measures
from .views import asking, everybody, life, school

app_name = "arrangements"
urlpatterns = [
    *everyday,
    *abroad,
    *closure,
    *flexible,
    *dates,
    *measures,
    path("arrangements/", life.mine, name="mine"),
    path("arrangements/ask/", asking.request, name="request"),
    path("arrangements/ask/check/", asking.request_check, name="request-check"),
    path("arrangements/ask/<slug:step>/", asking.request_step, name="request-step"),
    path("arrangements/waiting/", life.waiting, name="waiting"),
    path("arrangements/waiting.csv", life.waiting_file, name="waiting-file"),
    path("arrangements/people/", everybody.everybody, name="everybody"),
    path("arrangements/people.csv", everybody.everybody_file, name="everybody-file"),
    path("arrangements/data/", life.waiting, name="review-data"),
    path("arrangements/jobs/", school.judge_role, name="judge-role"),
    path("arrangements/limits/", school.limits, name="limits"),
    path("arrangements/<uuid:code>/", life.arrangement, name="arrangement"),
    path("arrangements/<uuid:code>/change/", asking.change, name="change"),
    path("arrangements/<uuid:code>/decide/", life.decide, name="decide"),
    path("arrangements/<uuid:code>/withdraw/", life.withdraw, name="withdraw"),
    path("arrangements/<uuid:code>/resume/", life.resume, name="resume"),
    path("arrangements/<uuid:code>/conditions/<uuid:condition>/", life.confirm, name="confirm"),
    *[path(f"arrangements/<uuid:code>/{name}/", life.act, {"name": name}, name=name) for name in life.ACTS],
]
