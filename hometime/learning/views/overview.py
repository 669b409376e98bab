"""Page: signatures school by school, for the people of a trust."""

from django.shortcuts import render

from hometime.pages.moves import let_in
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

from ..access import may_ask_everywhere, may_see_all_schools
from ..overview import places_of, standing_of_each
from ..rounds import versions_to_sign


@signed_in
def all_schools(request):
    """How many were asked, signed, said no and wait at each school; for the version in force, or for one to come."""
    viewer = request.viewer
    let_in(may_see_all_schools(viewer))
    coming = [each for each in versions_to_sign(viewer.organisation, viewer.today) if each.in_force_from > viewer.today]
    ahead = next((each for each in coming if str(each.code) == request.GET.get("version")), None)
    found = one_page(places_of(viewer), request.GET.get("page"))
    context = {
        "found": found,
        "rows": standing_of_each(list(found), viewer.today, ahead),
        "ahead": ahead,
        "others": [each for each in coming if each != ahead],
        "may_ask": may_ask_everywhere(viewer),
    }
    return render(request, "learning/all_schools.html", context)
