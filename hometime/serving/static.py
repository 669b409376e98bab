"""Static files under names that change with their content, so that browsers may keep them for ever."""

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedOrPlain(CompressedManifestStaticFilesStorage):
    """The collected name where the files have been collected; the plain one in tests, which collect nothing."""

    def url(self, name, force=False):
        if self.hash_key(self.clean_name(name)) in self.hashed_files:
            return super().url(name, force)
        return StaticFilesStorage.url(self, name)
