"""Every setting of a site, read once from the environment or `.env`; `.env.example` lists them with a comment each."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from hometime.lib import env, providers, sqlite

PACKAGE = Path(__file__).resolve().parent
KNOWN = (
    "HOMETIME_DATA",
    "HOMETIME_DEBUG",
    "HOMETIME_DEMO",
    "HOMETIME_HOSTS",
    "HOMETIME_HTTPS",
    "HOMETIME_LOG_LEVEL",
    "HOMETIME_SECRET_KEY",
    *providers.SETTINGS,
)
reader = environ.Env()
environ.Env.read_env(Path(".env")) if Path(".env").is_file() else None

try:
    env.refuse_unknown(KNOWN)
    DEBUG = env.switch("HOMETIME_DEBUG", default=False)
    DEMO = env.switch("HOMETIME_DEMO", default=False)
    HTTPS = env.switch("HOMETIME_HTTPS", default=False)
    LOG_LEVEL = env.one_of("HOMETIME_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")
    OPENID_PROVIDERS = [] if DEMO else providers.providers()
    ALLOWED_HOSTS = env.words("HOMETIME_HOSTS", default="localhost,127.0.0.1,[::1]")
except env.BadSetting as problem:
    raise ImproperlyConfigured(str(problem)) from problem

DATA = Path(reader.str("HOMETIME_DATA", default="hometime-data")).resolve()
SECRET_FILE = DATA / "secret-key"


def secret_key():
    """The one given, or the one `hometime serve` keeps in the data folder, or one for this process alone."""
    kept = SECRET_FILE.read_text().strip() if SECRET_FILE.is_file() else get_random_secret_key()
    return reader.str("HOMETIME_SECRET_KEY", default="") or kept


SECRET_KEY = secret_key()

# Parts, by row (docs/adr/0001-rows-and-arrows.md).
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "hometime.pages",
    "hometime.ledger",
    "hometime.people",
    "hometime.files",
    "hometime.policy",
    "hometime.decisions",
    "hometime.home",
]

# Each register says what it knows of a person here: a plain ordered list, the first to know a fact is believed.
FACT_SOURCES = ["hometime.decisions.facts"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hometime.people.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "people:sign-in"

ROOT_URLCONF = "hometime.urls"
WSGI_APPLICATION = "hometime.wsgi.application"
APPEND_SLASH = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# How every form is drawn, and what is shown when a form is too old to trust.
FORM_RENDERER = "hometime.pages.renderer.PageRenderer"
CSRF_FAILURE_VIEW = "hometime.pages.errors.forgery_suspected"

# Data ---------------------------------------------------------------------------------------------------------

sqlite.use_a_sound_sqlite()


def for_sqlite(database):
    """One writer at a time from the first statement, waiting its turn: nothing is lost to “database is locked”."""
    pragmas = (f"journal_mode={sqlite.journal_mode()}", "synchronous=FULL", "foreign_keys=ON")
    return database | {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


def for_postgresql(database):
    return database | {"CONN_MAX_AGE": 0, "OPTIONS": {"pool": True}}


def database_from(url):
    try:
        database = reader.db_url_config(url)
    except (ValueError, KeyError, environ.ImproperlyConfigured) as problem:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {problem}") from problem
    tune = {"django.db.backends.sqlite3": for_sqlite, "django.db.backends.postgresql": for_postgresql}
    if database.get("ENGINE") not in tune:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
    return tune[database["ENGINE"]](database)


DATABASE_FILE = DATA / ("demo.sqlite3" if DEMO else "hometime.sqlite3")
# A database named in DATABASE_URL is somebody's own: the demo never touches it.
DATABASE_URL = "" if DEMO else reader.str("DATABASE_URL", default="")
DATABASES = {"default": database_from(DATABASE_URL or f"sqlite:///{DATABASE_FILE}")}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
FILES = MEDIA_ROOT = DATA / "files"
FILE_LIMIT = 10 * 1024 * 1024
# Each part that keeps files says who may open its own: "part.files.may_open", given a viewer and a file.
FILE_OWNERS: list[str] = []

# Words and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Static files: hashed names when collected (`hometime serve` does), plain ones in tests and while writing them -----

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [path for path in (PACKAGE / "static",) if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hometime.serving.static.CollectedOrPlain"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Safety -------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS] if HTTPS else []

# No part sends mail yet, and the demo never will.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
