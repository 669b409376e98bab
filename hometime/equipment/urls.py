from .asking.urls import urlpatterns as asking
from .audits.urls import urlpatterns as audits
from .loans.urls import urlpatterns as loans
from .own.urls import urlpatterns as own
from .posture.urls import urlpatterns as posture
from .register.urls import urlpatterns as register
from .systems.urls import urlpatterns as systems

app_name = "equipment"
urlpatterns = [*register, *systems, *loans, *posture, *audits, *own, *asking]
