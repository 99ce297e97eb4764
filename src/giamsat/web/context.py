from django.http import HttpRequest


def seat(request: HttpRequest) -> dict[str, object]:
    return {}
