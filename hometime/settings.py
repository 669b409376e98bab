"""Every setting of a site, read once from the environment or `.env`; `.env.example` lists them with a comment each."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from hometime.lib import env, providers, sqlite

PACKAGE = Path(__file__).resolve().parent
KNOWN = (
    "HOMETIME_ADDRESS",
    "HOMETIME_DATA",
    "HOMETIME_DEBUG",
    "HOMETIME_DEMO",
    "HOMETIME_HOSTS",
    "HOMETIME_HTTPS",
    "HOMETIME_LEAVERS_KEPT_YEARS",
    "HOMETIME_LOG_LEVEL",
    "HOMETIME_MAIL",
    "HOMETIME_MAIL_BACKEND",
    "HOMETIME_MAIL_FROM",
    "HOMETIME_SECRET_KEY",
    "HOMETIME_WORKER",
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
    WORKER = env.one_of("HOMETIME_WORKER", ("inside", "none"), default="inside")
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
    "hometime.notices",
    "hometime.policy",
    "hometime.decisions",
    "hometime.arrangements",
    "hometime.learning",
    "hometime.equipment",
    "hometime.papers",
    "hometime.incidents",
    "hometime.retention",
    "hometime.home",
    "hometime.imports",
    # Signing in. After our parts, whose pages and words for it come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.humanize",  # the list of sessions needs it
]

# The registers that know facts about people, in order: the first that knows a fact is believed.
FACT_SOURCES = [
    "hometime.equipment.asking.set_up_facts",
    "hometime.arrangements.facts",
    "hometime.learning.facts",
    "hometime.equipment.facts",
    "hometime.papers.facts",
    "hometime.incidents.facts",
    "hometime.retention.facts",
    "hometime.decisions.sign_in_facts",
    "hometime.decisions.facts",
]

# What people said they usually do, so that Ask need not put the question each time. Only Ask reads it.
USUAL_FACT_SOURCES = ["hometime.equipment.usual_facts"]
# Registers of things that FACT_SOURCES leaves out: Ask reads them once this is the thing in question.
FACT_SOURCES_ABOUT = {("device.owner", "mine"): ["hometime.equipment.own_facts"]}
# What was agreed for one thing does not hold for the next: for these activities Ask asks again, whatever is on record.
ASKED_AGAIN = {
    "take-papers": ["paper.permission", "paper.signed_out"],
    "install-or-change": ["change.approved_by"],
}

# How parts below equipment learn what somebody has on loan.
ON_LOAN = "hometime.equipment.on_loan.on_loan_to"

# What each part keeps about a person: to give them a copy, and to remove their name once they have been gone long enough.
PERSONAL_DATA_SOURCES = [
    "hometime.people.personal.own",
    "hometime.notices.personal",
    "hometime.decisions.personal",
    "hometime.arrangements.personal",
    "hometime.learning.personal",
    "hometime.equipment.personal",
    "hometime.papers.personal",
    "hometime.incidents.personal",
    "hometime.home.personal",
    "hometime.retention.personal",
]
# Which files are a person’s own: copied with the rest, and erased with it.
PERSONAL_FILES = "hometime.files.personal"
LEAVERS_KEPT_DAYS = 365 * reader.int("HOMETIME_LEAVERS_KEPT_YEARS", default=7)
NOTICES_KEPT_DAYS = 365
# What the worker clears away, once a day.
SWEEPS = [
    "hometime.notices.sweeping.sweep",
    "hometime.files.actions.sweep",
    "hometime.people.personal.actions.redact_leavers",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hometime.people.middleware.ViewerMiddleware",
    "hometime.people.second_step.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hometime.learning.sign_first.SignFirstMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hometime.pages.addresses.PlainAddressMiddleware",
]

# Signing in (hometime/people/README.md) ------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["hometime.people.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "person"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "hometime.people.passwords.PolicyPasswordValidator"},
]
ROLE_NAMES = "hometime.policy.role_names.names_for"  # what a school’s policy in force calls a role
SIGN_IN_RULES = "hometime.policy.sign_in.rules_for"  # what a school’s policy in force says of signing in

ACCOUNT_ADAPTER = "hometime.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # a person’s address is the school’s to keep
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]  # nobody signs up; this only says that there are passwords
ACCOUNT_EMAIL_VERIFICATION = "none"  # opening an invitation has shown that the address is theirs
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # “your password was changed”, to whoever has the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody learns who works here, and no stranger gets mail
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False  # school machines are shared: closing the browser signs out
ACCOUNT_LOGOUT_REDIRECT_URL = "people:sign-in"
ACCOUNT_FORMS = {
    "login": "hometime.people.account_forms.SignInForm",
    "request_login_code": "hometime.people.account_forms.RequestCodeForm",
    "confirm_login_code": "hometime.people.account_forms.ConfirmCodeForm",
    "reauthenticate": "hometime.people.account_forms.PasswordAgainForm",
    "change_password": "hometime.people.account_forms.ChangePasswordForm",
    "set_password": "hometime.people.account_forms.SetPasswordForm",
    "reset_password": "hometime.people.account_forms.ForgottenForm",
    "reset_password_from_key": "hometime.people.account_forms.ResetForm",
}
MFA_ADAPTER = "hometime.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # some people have no address at all
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on this machine alone
MFA_TOTP_TOLERANCE = 1  # a phone’s clock may be half a minute out
MFA_FORMS = {
    "authenticate": "hometime.people.account_forms.SecondStepForm",
    "reauthenticate": "hometime.people.account_forms.SecondStepAgainForm",
    "activate_totp": "hometime.people.account_forms.AddAppForm",
    "add_webauthn": "hometime.people.account_forms.AddPasskeyForm",
    "edit_webauthn": "hometime.people.account_forms.RenamePasskeyForm",
}
USERSESSIONS_ADAPTER = "hometime.people.adapters.SessionsAdapter"
SOCIALACCOUNT_ADAPTER = "hometime.people.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OPENID_PROVIDERS}}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
# A visitor’s address is taken from the proxy, where there is one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
# Complaints from people outside: by visitor and by school; and how many receipts one address is sent.
ACCOUNT_RATE_LIMITS = {"complain": "5/h/ip,100/d/key", "complain_mail": "2/d/key"}
# Wrong tries are counted in the database, so that every process counts the same.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hometime_cache"}}

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
            "builtins": ["hometime.pages.templatetags.dates"],
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
            "cached_statements": 1024,  # pages ask many different questions; the usual 128 are forgotten in between
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

SESSION_ENGINE = "hometime.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
FILES = MEDIA_ROOT = DATA / "files"
FILE_LIMIT = 10 * 1024 * 1024
# Each part that keeps files says who may open its own: "part.files.may_open", given a viewer and a file.
FILE_OWNERS = [
    "hometime.learning.files.may_open",
    "hometime.equipment.files.may_open",
    "hometime.papers.files.may_open",
    "hometime.incidents.files.may_open",
    "hometime.retention.files.may_open",
]

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
        "form-action": [SELF, *providers.origins(OPENID_PROVIDERS)],
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

# Notices and mail ---------------------------------------------------------------------------------------------

# Modules that declare KINDS of notices, and functions that say what people must be reminded of on a day.
NOTICE_SOURCES = [
    "hometime.notices.about_people",
    "hometime.notices.mail_trouble",
    "hometime.arrangements.notices",
    "hometime.learning.notices",
    "hometime.equipment.notices",
    "hometime.papers.notices",
    "hometime.incidents.notices",
]
REMINDER_SOURCES = [
    "hometime.notices.people_reminders.due",
    "hometime.notices.mail_trouble.due",
    "hometime.arrangements.reminders.due",
    "hometime.learning.reminders.due",
    "hometime.equipment.reminders.due",
    "hometime.papers.reminders.due",
    "hometime.incidents.reminders.due",
]
# Functions that say, for a moment, what has to be told at that hour, day or night.
ALARM_SOURCES = ["hometime.incidents.clock.alarms.due"]
LEFT_OUT_RULES = "hometime.policy.leaving_out.left_out"  # whom a school’s policy does not cover
NOTICE_QUEUE = "hometime.notices.actions.queue"  # how parts below notices tell people things
LETTER_QUEUE = "hometime.notices.actions.queue_letter"  # and how they send a link or a code
NOTICE_HOURS = "hometime.home.hours.hours_of"  # when a person may be reached

# Where people reach this site, for links in mail.
ADDRESS = (reader.str("HOMETIME_ADDRESS", default="") or f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}").rstrip("/")


def mail_settings(url, backend):
    """What Django needs to send mail; nothing is sent where nobody said how, and the demo never sends any."""
    if DEMO or not (url or backend):
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        said = dict(reader.email_url_config(url)) if url else {}
    except (ValueError, KeyError, environ.ImproperlyConfigured) as problem:
        raise ImproperlyConfigured(f"HOMETIME_MAIL cannot be read: {problem}") from problem
    return said | ({"EMAIL_BACKEND": backend} if backend else {})


MAIL = mail_settings(reader.str("HOMETIME_MAIL", default=""), reader.str("HOMETIME_MAIL_BACKEND", default=""))
MAIL_IS_SENT = not MAIL["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
globals().update(MAIL)
EMAIL_TIMEOUT = 30  # seconds; a lease on a message is longer
DEFAULT_FROM_EMAIL = reader.str("HOMETIME_MAIL_FROM", default="Hometime <hometime@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pyhanko")},  # they tell every step
}
