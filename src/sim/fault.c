/* sim/fault.c - what a host answers when it will not */
#include "sim/fault.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/envelope.h"
#include "sim/wire.h"
#include "xml/write.h"
#include "xml/xml.h"

#define FAULT_A SIM_XMLNS_A "/fault"
#define FAULT_W "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault"
#define FAULT_N SIM_XMLNS_N "/fault"

struct kind {
	const char *code, *subcode, *action;
	uint32_t number;
	uint32_t cim;           /* CIMStatusCode where it is a MSFT_WmiError */
	const char *detail;     /* the last part of a faultDetail URI */
	const char *text;
};

/* Codes and where they belong: winerror's WSMan part, DSP0226 chapter 14. */
static const struct kind kinds[SIM_FAULT_IDS] = {
	[SIM_FAULT_NOT_FOUND] = { "s:Sender", "a:DestinationUnreachable",
		FAULT_A, 2150858752u, 6, "InvalidResourceURI",
		"The service knows no resource with this resource URI and "
		"these selectors. " },
	[SIM_FAULT_NO_URI] = { "s:Sender", "a:DestinationUnreachable",
		FAULT_A, 2150858754u, 6, "InvalidResourceURI",
		"The resource URI is missing or has a wrong form. " },
	[SIM_FAULT_SELECTORS] = { "s:Sender", "w:InvalidSelectors",
		FAULT_W, 2150858813u, 4, "UnexpectedSelectors",
		"The selectors of the request do not fit the resource. " },
	[SIM_FAULT_ACTION] = { "s:Sender", "a:ActionNotSupported",
		FAULT_A, 2150858771u, 7, NULL,
		"The service does not support this action. " },
	[SIM_FAULT_NO_HEADER] = { "s:Sender",
		"a:MessageInformationHeaderRequired",
		FAULT_A, 2150858769u, 4, NULL,
		"The request lacks a SOAP header that is needed. " },
	[SIM_FAULT_BAD_HEADER] = { "s:Sender",
		"a:InvalidMessageInformationHeader",
		FAULT_A, 2150858767u, 4, NULL,
		"A SOAP header of the request is invalid. " },
	[SIM_FAULT_MUST_UNDERSTAND] = { "s:MustUnderstand", NULL,
		FAULT_W, 2150858768u, 7, NULL,
		"A SOAP header that must be understood is not. " },
	[SIM_FAULT_LOCALE] = { "s:Sender", "w:UnsupportedFeature",
		FAULT_W, 2150858887u, 7, "Locale",
		"The locale cannot be guaranteed; send it as a hint. " },
	[SIM_FAULT_ADDRESSING] = { "s:Sender", "w:UnsupportedFeature",
		FAULT_W, 2150858870u, 7, "AddressingMode",
		"The service answers to the anonymous address only. " },
	[SIM_FAULT_MIN_ENVELOPE] = { "s:Sender", "w:EncodingLimit",
		FAULT_W, 2150858878u, 4, "MinimumEnvelopeLimit",
		"The envelope size that the request allows is too small. " },
	[SIM_FAULT_TOO_BIG] = { "s:Sender", "w:EncodingLimit",
		FAULT_W, 2150858824u, 1, "ServiceEnvelopeLimit",
		"The reply is larger than the envelope size allows. " },
	[SIM_FAULT_FILTER] = { "s:Sender", "n:CannotProcessFilter",
		FAULT_N, 2150858778u, 15, NULL,
		"The filter cannot be processed; it may be invalid. " },
	[SIM_FAULT_NO_FILTER] = { "s:Sender", "w:UnsupportedFeature",
		FAULT_W, 2150858831u, 7, "FilteringRequired",
		"This resource can only be enumerated with a filter. " },
	[SIM_FAULT_DIALECT] = { "s:Sender",
		"n:FilterDialectRequestedUnavailable",
		FAULT_N, 2150858777u, 14, NULL,
		"The dialect of the filter is not supported here. " },
	[SIM_FAULT_CONTEXT] = { "s:Receiver", "n:InvalidEnumerationContext",
		FAULT_N, 2150858779u, 21, NULL,
		"There is no enumeration with this context; it may have "
		"ended or expired. " },
	[SIM_FAULT_QUOTA] = { "s:Receiver", "w:InternalError",
		FAULT_W, 2150859174u, 27, NULL,
		"This user has too many operations open. " },
	[SIM_FAULT_TIMED_OUT] = { "s:Receiver", "w:TimedOut",
		FAULT_W, 2150858793u, 1, NULL,
		"The operation did not end within its OperationTimeout. " },
	[SIM_FAULT_DENIED] = { "s:Sender", "w:AccessDenied",
		FAULT_W, 5, 2, NULL, "Access is denied. " },
	[SIM_FAULT_SCHEMA] = { "s:Sender", "w:SchemaValidationError",
		FAULT_W, 2150858817u, 4, NULL,
		"The XML of the request does not fit its schema. " },
	[SIM_FAULT_FRAGMENT] = { "s:Sender", "w:CannotProcessFilter",
		FAULT_W, 2150858899u, 4, NULL,
		"The fragment path is invalid. " },
	[SIM_FAULT_NAMESPACE] = { "s:Receiver", "w:InternalError",
		FAULT_W, 2150859067u, 3, NULL,
		"The resource URI and __cimnamespace disagree. " },
	[SIM_FAULT_METHOD_PARAM] = { "s:Receiver", "w:InternalError",
		FAULT_W, 0x8004102fu, 4, NULL,
		"A parameter of the method is invalid. " },
	[SIM_FAULT_NOT_CAPABLE] = { "s:Receiver", "w:InternalError",
		FAULT_W, 2150859010u, 7, NULL,
		"The WMI provider cannot do what was requested. " },
	[SIM_FAULT_WMI_FAILED] = { "s:Receiver", "w:InternalError",
		FAULT_W, 0x80041001u, 1, NULL,
		"Generic failure " },
};

int sim_fault(struct sim_fault *f, enum sim_fault_id id, const char *fmt, ...)
{
	va_list ap;

	sim_fault_clear(f);
	f->id = id;
	if (!fmt)
		return -1;
	va_start(ap, fmt);
	f->text = xvasprintf(fmt, ap);
	va_end(ap);
	return -1;
}

int sim_fault_wmi(struct sim_fault *f, enum sim_fault_id id,
		  const char *operation, const char *parameter,
		  const char *fmt, ...)
{
	va_list ap;

	sim_fault_clear(f);
	f->id = id;
	f->operation = xstrdup(operation);
	f->parameter = xstrdup(parameter ? parameter : "");
	if (!fmt)
		return -1;
	va_start(ap, fmt);
	f->text = xvasprintf(fmt, ap);
	va_end(ap);
	return -1;
}

void sim_fault_clear(struct sim_fault *f)
{
	free(f->text);
	free(f->operation);
	free(f->parameter);
	free(f->header_ns);
	free(f->header);
	*f = (struct sim_fault)SIM_FAULT_INIT;
}

uint32_t sim_fault_code(const struct sim_fault *f)
{
	return kinds[f->id].number;
}

static const char *inner_text(const struct sim_fault *f)
{
	return f->text ? f->text : kinds[f->id].text;
}

static void add_extended(struct str *to, const struct sim_fault *f)
{
	static const char cls[] =
		"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
		"__ExtendedStatus";

	str_add(to, "<f:ExtendedError>");
	xml_open(to, "p:__ExtendedStatus", "xmlns:xsi", XML_NS_XSI, "xmlns:p",
		 cls, "xmlns:cim", SIM_XMLNS_CIM, "xsi:type",
		 "p:__ExtendedStatus_Type", NULL);
	str_add(to, "<p:Description xsi:nil=\"true\" "
		    "xsi:type=\"cim:cimString\"/>"
		    "<p:Operation xsi:type=\"cim:cimString\">");
	sim_add_text(to, f->operation);
	str_add(to, "</p:Operation>"
		    "<p:ParameterInfo xsi:type=\"cim:cimString\">");
	sim_add_text(to, f->parameter);
	str_add(to, "</p:ParameterInfo>"
		    "<p:ProviderName xsi:type=\"cim:cimString\">WinMgmt"
		    "</p:ProviderName>"
		    "<p:StatusCode xsi:nil=\"true\" "
		    "xsi:type=\"cim:cimUnsignedInt\"/>"
		    "</p:__ExtendedStatus></f:ExtendedError>");
}

static void open_wsmanfault(struct str *to, uint32_t code, const char *machine)
{
	char number[16];

	snprintf(number, sizeof number, "%" PRIu32, code);
	xml_open(to, "f:WSManFault", "xmlns:f", SIM_XMLNS_F, "Code", number,
		 "Machine", machine, NULL);
}

static void add_wsmanfault(struct str *to, const struct sim_fault *f,
			   const char *machine)
{
	uint32_t code = sim_fault_code(f);

	open_wsmanfault(to, code, f->operation ? "127.0.0.1" : machine);
	str_add(to, "<f:Message>");
	if (f->operation) {
		xml_open(to, "f:ProviderFault", "provider", "WMI Provider",
			 "path", "%systemroot%\\system32\\WsmWmiPl.dll", NULL);
		open_wsmanfault(to, code, machine);
		sim_add_leaf(to, "f:Message", inner_text(f));
		str_add(to, "</f:WSManFault>");
		add_extended(to, f);
		str_add(to, "</f:ProviderFault>");
	} else {
		sim_add_text(to, inner_text(f));
	}
	str_add(to, "</f:Message></f:WSManFault>");
}

static void add_typed(struct str *to, const char *name, const char *type,
		      const char *value)
{
	str_addf(to, "<p:%s%s xsi:type=\"cim:%s\"", name,
		 value ? "" : " xsi:nil=\"true\"", type);
	if (!value) {
		str_add(to, "/>");
		return;
	}
	str_addc(to, '>');
	sim_add_text(to, value);
	str_addf(to, "</p:%s>", name);
}

/* The newer shape of the detail; virt-who, for one, depends on it. */
static void add_wmierror(struct str *to, const struct sim_fault *f)
{
	const struct kind *k = &kinds[f->id];
	char cim[16], code[16], hresult[24];

	snprintf(cim, sizeof cim, "%" PRIu32, k->cim);
	snprintf(code, sizeof code, "%" PRIu32, k->number);
	snprintf(hresult, sizeof hresult, "HRESULT 0x%08" PRIx32, k->number);
	xml_open(to, "p:MSFT_WmiError", "b:IsCIM_Error", "true", "xmlns:b",
		 SIM_XMLNS_B, "xmlns:cim", SIM_XMLNS_CIM, "xmlns:p",
		 "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
		 "MSFT_WmiError", "xsi:type", "p:MSFT_WmiError_Type",
		 "xmlns:xsi", XML_NS_XSI, NULL);
	add_typed(to, "CIMStatusCode", "cimUnsignedInt", cim);
	add_typed(to, "CIMStatusCodeDescription", "cimString", NULL);
	add_typed(to, "ErrorSource", "cimString", NULL);
	add_typed(to, "ErrorSourceFormat", "cimUnsignedShort", "0");
	add_typed(to, "ErrorType", "cimUnsignedShort", "0");
	add_typed(to, "Message", "cimString", inner_text(f));
	add_typed(to, "MessageID", "cimString", hresult);
	add_typed(to, "OtherErrorSourceFormat", "cimString", NULL);
	add_typed(to, "OtherErrorType", "cimString", NULL);
	add_typed(to, "OwningEntity", "cimString", NULL);
	add_typed(to, "PerceivedSeverity", "cimUnsignedShort", "0");
	add_typed(to, "ProbableCause", "cimUnsignedShort", "0");
	add_typed(to, "ProbableCauseDescription", "cimString", NULL);
	add_typed(to, "error_Category", "cimUnsignedInt", "0");
	add_typed(to, "error_Code", "cimUnsignedInt", code);
	add_typed(to, "error_Type", "cimString", "HRESULT");
	add_typed(to, "error_WindowsErrorMessage", "cimString", inner_text(f));
	str_add(to, "</p:MSFT_WmiError>");
}

static void add_detail(struct str *to, const struct sim_fault *f,
		       const struct sim_fault_form *form)
{
	const struct kind *k = &kinds[f->id];

	/* s:MustUnderstand says it all in its header */
	if (f->id == SIM_FAULT_MUST_UNDERSTAND)
		return;
	str_add(to, "<s:Detail>");
	if (k->detail)
		str_addf(to, "<w:FaultDetail>http://schemas.dmtf.org/wbem/"
			     "wsman/1/wsman/faultDetail/%s</w:FaultDetail>",
			 k->detail);
	if (form->wmierror)
		add_wmierror(to, f);
	else
		add_wsmanfault(to, f, form->machine);
	str_add(to, "</s:Detail>");
}

void sim_fault_write(const struct sim_fault *f, const struct sim_request *r,
		     const struct sim_fault_form *form, struct str *to)
{
	const struct kind *k = &kinds[f->id];

	sim_reply_begin(to, r, form->lang, SIM_FRAME_FAULT, k->action);
	if (f->header)
		sim_reply_not_understood(to, f->header_ns, f->header);
	sim_reply_body(to);
	str_addf(to, "<s:Fault><s:Code><s:Value>%s</s:Value>", k->code);
	if (k->subcode)
		str_addf(to, "<s:Subcode><s:Value>%s</s:Value></s:Subcode>",
			 k->subcode);
	str_add(to, "</s:Code><s:Reason>");
	xml_open(to, "s:Text", "xml:lang", form->lang, NULL);
	sim_add_text(to, k->text);
	str_add(to, "</s:Text></s:Reason>");
	add_detail(to, f, form);
	str_add(to, "</s:Fault>");
	sim_reply_end(to);
}
