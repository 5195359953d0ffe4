/* base/endpoint.c - where a host is and how it is reached and trusted */
#include "base/endpoint.h"

#include "base/mem.h"

void endpoint_clear(struct endpoint *ep)
{
	free(ep->host);
	free(ep->cacert);
	free(ep->fingerprint);
	free(ep->unix_path);
	free(ep->user);
	secret_free(ep->password);
	*ep = (struct endpoint){ 0 };
}
