from .complaints.urls import urlpatterns as complaints
from .deciding.urls import urlpatterns as deciding
from .lessons.urls import urlpatterns as lessons
from .looking.urls import urlpatterns as looking
from .referrals.urls import urlpatterns as referrals
from .reporting.urls import urlpatterns as reporting

app_name = "incidents"
urlpatterns = [*reporting, *complaints, *lessons, *referrals, *looking, *deciding]
