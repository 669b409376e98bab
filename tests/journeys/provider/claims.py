"""What Google says besides: `hd`, the school’s domain that lives with it. Nobody’s own address at gmail.com has it."""

from allauth.idp.oidc.adapter import DefaultOIDCAdapter


class ClaimsAdapter(DefaultOIDCAdapter):
    def get_claims(self, purpose, user, client, scopes, email=None, **more):
        claims = super().get_claims(purpose, user, client, scopes, email, **more)
        home = claims.get("email", "").partition("@")[2]
        return claims | ({"hd": home} if home != "gmail.com" else {})
