"""The street map: the HTML door."""

from django.urls import include, path

urlpatterns = [path("", include("giamsat.web.urls"))]

handler400 = "giamsat.web.refusals.bad_request"
handler403 = "giamsat.web.refusals.forbidden"
handler404 = "giamsat.web.refusals.not_found"
handler500 = "giamsat.web.refusals.server_error"
