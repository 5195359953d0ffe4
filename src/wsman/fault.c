/* wsman/fault.c - a SOAP Fault becomes a struct err */
#include "wsman/fault.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "wsman/ns.h"

/* Win32's and WBEM's ways of saying no. */
#define WIN32_DENIED     5u
#define HRESULT_DENIED   0x80070005u
#define WBEM_NOT_FOUND   0x80041002u
#define WBEM_DENIED      0x80041003u
#define WSMAN_SHELLS     2150859173u
#define WSMAN_OPERATIONS 2150859174u

struct fault {
	uint32_t code;
	char *text;
};

static bool blank(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

/* Indented replies break texts into lines (FACTS 6, files of faults). */
char *wsman_one_line(const char *text)
{
	AUTO_STR s = STR_INIT;
	size_t gap;

	text += strspn(text, " \t\r\n");
	while (*text) {
		gap = strspn(text, " \t\r\n");
		if (gap && !text[gap])
			break;
		if (gap && memchr(text, '\n', gap))
			str_addc(&s, ' ');
		else if (gap)
			str_addn(&s, text, gap);
		else
			str_addc(&s, *text);
		text += gap ? gap : 1;
	}
	return str_take(&s);
}

static void take_text(struct fault *f, const xml_node *n)
{
	const char *text = xml_text(n);

	if (blank(text))
		return;
	free(f->text);
	f->text = wsman_one_line(text);
}

static void take_code(struct fault *f, const char *text)
{
	uint64_t code;

	if (text && !parse_u64(text, UINT32_MAX, &code))
		f->code = (uint32_t)code;
}

/* From the outside in, so that the innermost text and code stay. The text
 * stands in f:Message, or in the f:ProviderFault there (FACTS 6.1). */
static void read_wsman(struct fault *f, const xml_node *n)
{
	const xml_node *message, *provider;

	for (; n; n = xml_child(provider, NS_FAULT, "WSManFault")) {
		take_code(f, xml_attr(n, NULL, "Code"));
		message = xml_child(n, NS_FAULT, "Message");
		take_text(f, message);
		provider = xml_child(message, NS_FAULT, "ProviderFault");
		take_text(f, provider);
	}
}

/* The newer stack's own class (FACTS 6.2), whatever namespace it is in. */
static void read_wmi(struct fault *f, const xml_node *n)
{
	AUTO_FREE char *code = xml_text_trimmed(xml_child(n, NULL, "error_Code"));
	AUTO_FREE char *status =
		xml_text_trimmed(xml_child(n, NULL, "CIMStatusCode"));

	take_text(f, xml_child(n, NULL, "error_WindowsErrorMessage"));
	take_text(f, xml_child(n, NULL, "Message"));
	take_code(f, code);
	if (!f->code)
		take_code(f, status);
}

struct subcode {
	const char *ns, *name;
	uint32_t code;
};

/* What a Fault without detail means: its subcode, a QName. */
static const struct subcode subcodes[] = {
	{ NS_ADDR, "DestinationUnreachable", WSMAN_NOT_FOUND },
	{ NS_ENUM, "CannotProcessFilter", WSMAN_BAD_QUERY },
	{ NS_WSMAN, "TimedOut", WSMAN_TIMED_OUT },
	{ NS_WSMAN, "AccessDenied", WIN32_DENIED },
	{ NS_WSMAN, "EncodingLimit", WSMAN_REPLY_TOO_BIG },
};

static uint32_t subcode_code(const xml_node *value)
{
	AUTO_FREE char *qname = xml_text_trimmed(value);
	char *colon = qname ? strchr(qname, ':') : NULL;
	const char *ns;

	if (!colon)
		return 0;
	*colon = 0;
	ns = xml_prefix_ns(value, qname);
	for (size_t i = 0; ns && i < sizeof subcodes / sizeof *subcodes; i++) {
		if (!strcmp(subcodes[i].ns, ns) &&
		    !strcmp(subcodes[i].name, colon + 1))
			return subcodes[i].code;
	}
	return 0;
}

static enum err_kind kind_of(uint32_t code)
{
	switch (code) {
	case WSMAN_NOT_FOUND:
	case WBEM_NOT_FOUND:
		return ERR_NOT_FOUND;
	case WSMAN_TIMED_OUT:
		return ERR_TIMEOUT;
	case WIN32_DENIED:
	case HRESULT_DENIED:
	case WBEM_DENIED:
		return ERR_DENIED;
	}
	return ERR_FAILED;
}

static void add_hint(uint32_t code, struct err *e)
{
	switch (code) {
	case WIN32_DENIED:
	case HRESULT_DENIED:
	case WBEM_DENIED:
		err_hint(e, "the user must be in the host's group "
			 "'Administrators', or in 'Hyper-V Administrators' and "
			 "'Remote Management Users' with the right 'Remote "
			 "Enable' on the WMI namespace (wmimgmt.msc)");
		break;
	case WSMAN_OPERATIONS:
		err_hint(e, "wait for other clients to end, or raise "
			 "MaxConcurrentOperationsPerUser in "
			 "winrm/config/service on the host");
		break;
	case WSMAN_SHELLS:
		err_hint(e, "raise MaxShellsPerUser in winrm/config/winrs on "
			 "the host");
		break;
	case WSMAN_REPLY_TOO_BIG:
	case WSMAN_REPLY_LIMIT:
		err_hint(e, "raise the host's limit: winrm set winrm/config "
			 "@{MaxEnvelopeSizekb=\"2048\"}");
		break;
	case WSMAN_BAD_QUERY:
		err_hint(e, "if the host has no such class or namespace: is "
			 "the Hyper-V role installed there, on Windows "
			 "Server 2012 or newer?");
		break;
	}
}

/* Which header it was that the host did not understand is not told in the
 * body (FACTS 6.8); the reason's text says that much. */
static void read_detail(struct fault *f, const xml_node *fault)
{
	const xml_node *detail = xml_child(fault, NS_SOAP, "Detail");
	const xml_node *code = xml_child(fault, NS_SOAP, "Code");
	const xml_node *sub = xml_child(code, NS_SOAP, "Subcode");
	const xml_node *reason = xml_child(fault, NS_SOAP, "Reason");

	take_text(f, xml_child(reason, NS_SOAP, "Text"));
	read_wsman(f, xml_child(detail, NS_FAULT, "WSManFault"));
	if (xml_child(detail, NULL, "MSFT_WmiError"))
		read_wmi(f, xml_child(detail, NULL, "MSFT_WmiError"));
	while (!f->code && sub) {
		f->code = subcode_code(xml_child(sub, NS_SOAP, "Value"));
		sub = xml_child(sub, NS_SOAP, "Subcode");
	}
	if (f->text)
		return;
	/* The last resort: s:Sender, w:InternalError, ... */
	sub = xml_child(code, NS_SOAP, "Subcode");
	take_text(f, xml_child(code, NS_SOAP, "Value"));
	take_text(f, xml_child(sub, NS_SOAP, "Value"));
}

int wsman_fault(const xml_node *fault, struct err *e)
{
	struct fault f = { 0, NULL };
	const char *text;

	read_detail(&f, fault);
	text = f.text ? f.text : "the host refused without saying why";
	if (f.code)
		err_set(e, kind_of(f.code), "%s (code %u, 0x%08X)", text,
			f.code, f.code);
	else
		err_set(e, ERR_FAILED, "%s", text);
	e->code = f.code;
	add_hint(f.code, e);
	free(f.text);
	return -1;
}
