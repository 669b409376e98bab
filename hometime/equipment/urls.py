from .asking.urls import urlpatterns as asking
from .audits.urls import urlpatterns as audits
from .loans.urls import urlpatterns as loans
from .own.urls import urlpatterns as own
from .posture.urls import urlpatterns as posture
from .register.urls import urlpatterns as register

app_name = "equipment"
urlpatterns = [*register, *loans, *posture, *audits, *own, *asking]
