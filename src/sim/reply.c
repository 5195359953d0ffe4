/* sim/reply.c - the frame of a reply: its envelope and header */
#include "base/str.h"
#include "sim/envelope.h"
#include "sim/wire.h"
#include "xml/write.h"

static void declare(struct str *to, const char *prefix, const char *uri)
{
	str_addf(to, " xmlns:%s=\"%s\"", prefix, uri);
}

/* The prefixes and their order are those of real hosts. */
static void add_envelope(struct str *to, const char *lang,
			 enum sim_frame frame, bool operation)
{
	str_add(to, "<s:Envelope xml:lang=\"");
	sim_add_text(to, lang);
	str_addc(to, '"');
	declare(to, "s", SIM_XMLNS_S);
	declare(to, "a", SIM_XMLNS_A);
	if (frame != SIM_FRAME_ENUM)
		declare(to, "x", SIM_XMLNS_X);
	if (frame == SIM_FRAME_FAULT)
		declare(to, "e", SIM_XMLNS_E);
	if (frame != SIM_FRAME_TRANSFER)
		declare(to, "n", SIM_XMLNS_N);
	declare(to, "w", SIM_XMLNS_W);
	if (frame != SIM_FRAME_ENUM || operation)
		declare(to, "p", SIM_XMLNS_P);
	str_addc(to, '>');
}

void sim_reply_begin(struct str *to, const struct sim_request *r,
		     const char *lang, enum sim_frame frame, const char *action)
{
	add_envelope(to, lang, frame, r->operation_id || r->sequence_id);
	str_add(to, "<s:Header>");
	sim_add_leaf(to, "a:Action", action);
	str_add(to, "<a:MessageID>");
	sim_add_uuid(to);
	str_add(to, "</a:MessageID>");
	if (r->operation_id)
		xml_leaf(to, "p:OperationID", r->operation_id,
			 "s:mustUnderstand", "false", NULL);
	if (r->sequence_id)
		sim_add_leaf(to, "p:SequenceId", r->sequence_id);
	sim_add_leaf(to, "a:To", SIM_ANONYMOUS);
	if (r->id)
		sim_add_leaf(to, "a:RelatesTo", r->id);
}

void sim_reply_not_understood(struct str *to, const char *ns, const char *name)
{
	str_add(to, "<s:NotUnderstood qname=\"h:");
	sim_add_text(to, name);
	str_add(to, "\" xmlns:h=\"");
	sim_add_text(to, ns);
	str_add(to, "\"/>");
}

void sim_reply_body(struct str *to)
{
	str_add(to, "</s:Header><s:Body>");
}

void sim_reply_end(struct str *to)
{
	str_add(to, "</s:Body></s:Envelope>");
}
