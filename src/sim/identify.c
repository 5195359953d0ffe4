/* sim/identify.c - which service is this, and of which Windows? */
#include "sim/host.h"
#include "sim/service.h"
#include "sim/wire.h"

static const char secprofile[] =
	"http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/http/basic";

/* Who has not said who he is learns the stack's version alone. */
int sim_do_identify(struct sim_service *s, bool authenticated, struct str *to)
{
	const char *os = "0.0.0";

	if (authenticated)
		os = sim_os_version(sim_host_os(s->host));
	str_add(to, "<s:Envelope xml:lang=\"");
	sim_add_text(to, s->lang);
	str_add(to, "\" xmlns:s=\"" SIM_XMLNS_S "\"><s:Header/><s:Body>"
		    "<wsmid:IdentifyResponse xmlns:wsmid=\"" SIM_XMLNS_ID "\">"
		    "<wsmid:ProtocolVersion>" SIM_XMLNS_W
		    "</wsmid:ProtocolVersion>"
		    "<wsmid:ProductVendor>Microsoft Corporation"
		    "</wsmid:ProductVendor>");
	str_addf(to, "<wsmid:ProductVersion>OS: %s SP: 0.0 Stack: %s"
		     "</wsmid:ProductVersion>", os, s->limits->stack);
	if (authenticated && s->limits->profiles)
		str_addf(to, "<wsmid:SecurityProfiles>"
			     "<wsmid:SecurityProfileName>%s"
			     "</wsmid:SecurityProfileName>"
			     "</wsmid:SecurityProfiles>", secprofile);
	str_add(to, "</wsmid:IdentifyResponse></s:Body></s:Envelope>");
	return 0;
}
