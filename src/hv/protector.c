/* hv/protector.c - key protectors, without which a VM has no TPM
 *
 * After Microsoft's documentation of the Host Guardian Service WMI provider
 * (hgsclientwmi) and of Msvm_SecurityService. No reply of a real host was seen:
 * how objects and octets travel here is an assumption, so both are read in
 * every form, and what is refused for its form is sent once more in the other
 * one; the method did not run then.
 */
#include "hv/protector.h"

#include "base/base64.h"
#include "base/err.h"
#include "base/mem.h"
#include "hv/host.h"
#include "hv/security.h"
#include "wmi/embedded.h"
#include "wmi/method.h"
#include "wmi/query.h"
#include "wmi/wql.h"

#define HGS "root/Microsoft/Windows/Hgs"
#define GUARDIAN "MSFT_HgsGuardian"
#define UNTRUSTED "UntrustedGuardian"
#define OUTPUT "cmdletOutput"

/* Hyper-V tells these octets of a VM without a key protector, as its users
 * report: an octet string of CIM's, which begins with its own length, and has
 * nothing after it. Without the length it would be empty. */
#define LENGTH_ONLY 4

/* MSFT_HgsClientConfiguration.Mode */
#define MODE_SERVICE 2

/* Octets stay in the form in which they came. */
static const struct wmi_field guardian_fields[] = {
	FIELD("EncryptionCertificate", WMI_STRV, hv_guardian, encryption),
	FIELD("EncryptionCertificateSignature", WMI_STR, hv_guardian,
	      signature),
	FIELD("EncryptionCertificateSignatureAlgorithm", WMI_STR, hv_guardian,
	      algorithm),
	FIELD("HasPrivateSigningKey", WMI_STR, hv_guardian, has_key),
	FIELD("Name", WMI_STR, hv_guardian, name),
	FIELD("SigningCertificate", WMI_STRV, hv_guardian, signing),
	{ 0 }
};

struct octets {
	struct wmi_strv text;
	uint8_t *v;
	size_t n;
};

static const struct wmi_field raw_fields[] = {
	FIELD("RawData", WMI_STRV, octets, text),
	{ 0 }
};

static const struct wmi_field given_fields[] = {
	FIELD("KeyProtector", WMI_STRV, octets, text),
	{ 0 }
};

struct config {
	struct num mode;
};

static const struct wmi_field config_fields[] = {
	FIELD("Mode", WMI_NUM, config, mode),
	{ 0 }
};

static void octets_clear(struct octets *o)
{
	wmi_clear(raw_fields, o);
	free(o->v);
}
#define AUTO_OCTETS __attribute__((cleanup(octets_clear))) struct octets

/* --- the guardian --- */

void hv_guardian_clear(struct hv_guardian *g)
{
	wmi_clear(guardian_fields, g);
	str_free(&g->wql);
}

void hv_guardian_ask(struct hv_guardian *g, struct wmi_query *q)
{
	wql_select(&g->wql, GUARDIAN, guardian_fields);
	wql_where(&g->wql, "Name", "=", UNTRUSTED);
	g->first = (struct hv_first){ guardian_fields, g, 0 };
	*q = (struct wmi_query){
		.ns = HGS, .wql = g->wql.buf, .row = hv_first_row,
		.arg = &g->first,
	};
}

int hv_guardian_asked(const struct wmi_query *q, struct err *e)
{
	if (q->err.kind == ERR_NONE)
		return 0;
	if (!wmi_query_refused(&q->err))
		return err_copy(e, &q->err);
	return err_set(e, ERR_FAILED, "the host can make no key protector for "
		       "a TPM, as it has no " HGS " (which is there from "
		       "Windows Server 2016 on)");
}

static int make_guardian(struct hv_host *h, struct hv_guardian *g,
			 struct err *e)
{
	AUTO_REF *class = wmi_ref_new(HGS, GUARDIAN, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	in.any_size = true;
	wmi_args_str(&in, "Name", UNTRUSTED);
	wmi_args_bool(&in, "GenerateCertificates", true);
	if (wmi_invoke(hv_host_wmi(h), class, "NewByGenerateCertificates", &in,
		       &out, e) < 0)
		return err_wrap(e, "cannot make the guardian '" UNTRUSTED "'");
	if (wmi_embedded_member(out.out, OUTPUT, guardian_fields, g, e) < 0)
		return -1;
	return g->name ? 0 : err_set(e, ERR_PROTOCOL, "the guardian that was "
				     "made has no name");
}

/* --- the key protector --- */

static int read_octets(struct octets *o, const char *what, struct err *e)
{
	if (wmi_octets(&o->text, &o->v, &o->n) < 0)
		return err_set(e, ERR_PROTOCOL, "%s is no sequence of octets",
			       what);
	return 0;
}

/* The guardian in the words of CIM-XML. */
static void add_text(struct wmi_args *in, const struct hv_guardian *g)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT(GUARDIAN);

	wmi_instance_set_array(&i, "EncryptionCertificate", "uint8",
			       (const char *const *)g->encryption.v,
			       g->encryption.n);
	wmi_instance_set(&i, "EncryptionCertificateSignature", "string",
			 g->signature);
	wmi_instance_set(&i, "EncryptionCertificateSignatureAlgorithm",
			 "string", g->algorithm);
	wmi_instance_set(&i, "HasPrivateSigningKey", "boolean", g->has_key);
	wmi_instance_set(&i, "Name", "string", g->name);
	wmi_instance_set_array(&i, "SigningCertificate", "uint8",
			       (const char *const *)g->signing.v,
			       g->signing.n);
	wmi_args_instance(in, "Owner", &i);
}

/* The parameter is of the type object in the documents, not a string as
 * Hyper-V's embedded instances are (FACTS 5.2): inline, then as text. */
static int new_by_guardian(struct hv_host *h, const struct hv_guardian *g,
			   bool as_text, struct wmi_result *out,
			   struct err *e)
{
	AUTO_REF *class = wmi_ref_new(HGS, "MSFT_HgsKeyProtector", NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;

	in.any_size = true;
	wmi_args_bool(&in, "AllowUntrustedRoot", true);
	if (as_text)
		add_text(&in, g);
	else
		wmi_args_object(&in, "Owner", HGS, GUARDIAN, guardian_fields,
				g);
	return wmi_invoke(hv_host_wmi(h), class, "NewByGuardians", &in, out, e);
}

static int make(struct hv_host *h, const struct hv_guardian *g,
		struct octets *to, struct err *e)
{
	AUTO_RESULT out = { 0 };
	int r = new_by_guardian(h, g, false, &out, e);

	if (r < 0 && wmi_args_refused(e))
		r = new_by_guardian(h, g, true, &out, e);
	if (r < 0)
		return err_wrap(e, "cannot make a key protector");
	if (wmi_embedded_member(out.out, OUTPUT, raw_fields, to, e) < 0 ||
	    read_octets(to, "RawData", e) < 0)
		return -1;
	return to->n > LENGTH_ONLY ? 0 :
		err_set(e, ERR_PROTOCOL, "the key protector that was made is "
			"empty");
}

/* Octets go in as they come out of methods, as base64 (FACTS 1.10); then as
 * an element each. */
static int set_as(struct hv_host *h, const char *id, const struct octets *o,
		  bool listed, const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_STR text = STR_INIT;

	hv_security_args(&in, id, NULL);
	base64_add(&text, o->v, o->n);
	if (!listed)
		wmi_args_str(&in, "KeyProtector", text.buf);
	for (size_t i = 0; listed && i < o->n; i++)
		wmi_args_num(&in, "KeyProtector", o->v[i]);
	return hv_security_call(h, "SetKeyProtector", &in, wait, e);
}

static int set(struct hv_host *h, const char *id, const struct octets *o,
	       const struct hv_wait *wait, struct err *e)
{
	int r = set_as(h, id, o, false, wait, e);

	if (r < 0 && wmi_args_refused(e))
		r = set_as(h, id, o, true, wait, e);
	return r < 0 ? err_wrap(e, "cannot give it a key protector") : 0;
}

static int has_one(const struct wmi_object *out, bool *ret, struct err *e)
{
	AUTO_OCTETS o = { { NULL, 0 }, NULL, 0 };

	if (wmi_read(out, given_fields, &o, e) < 0 ||
	    read_octets(&o, "KeyProtector", e) < 0)
		return -1;
	*ret = o.n > LENGTH_ONLY;
	return 0;
}

/* A host that does not say how it is guarded is asked nothing further: what
 * it cannot do it says when it is to do it. */
static int check_mode(const struct wmi_invocation *v, struct err *e)
{
	AUTO_ERR ignored = ERR_INIT;
	struct config c = { { 0, false } };

	if (v->err.kind != ERR_NONE ||
	    wmi_embedded_member(v->out.out, OUTPUT, config_fields, &c,
				&ignored) < 0 || c.mode.v != MODE_SERVICE)
		return 0;
	err_set(e, ERR_FAILED, "the host is guarded by a Host Guardian "
		"Service, which takes no key protector of the host's own");
	return err_hint(e, "Set-VMKeyProtector -KeyProtector (one that the "
			"service's guardian opens)");
}

/* Is it needed, and may it be? Asked together. */
static int look(struct hv_host *h, const char *id, bool *has, struct err *e)
{
	AUTO_REF *service = hv_security_service();
	AUTO_REF *config = wmi_ref_new(HGS, "MSFT_HgsClientConfiguration",
				       NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_ERR first = ERR_INIT;      /* each has its own */
	struct wmi_invocation v[] = {
		{ .object = service, .method = "GetKeyProtector", .in = &in },
		{ .object = config, .method = "Get" },
	};
	int r;

	in.any_size = true;
	hv_security_args(&in, id, NULL);
	wmi_invoke_many(hv_host_wmi(h), v, 2, &first);
	r = v[0].err.kind == ERR_NONE ? has_one(v[0].out.out, has, e) :
		err_move(e, &v[0].err);
	if (r == 0 && !*has)
		r = check_mode(&v[1], e);
	for (size_t i = 0; i < 2; i++) {
		wmi_result_clear(&v[i].out);
		err_clear(&v[i].err);
	}
	return r;
}

int hv_protector_give(struct hv_host *h, const char *id,
		      struct hv_guardian *g, const struct hv_wait *wait,
		      bool *given, struct err *e)
{
	AUTO_OCTETS o = { { NULL, 0 }, NULL, 0 };
	bool new = !g->name, has = false;

	if (look(h, id, &has, e) < 0)
		return err_wrap(e, "cannot look for its key protector");
	*given = !has;
	if (has)
		return 0;
	if (new && make_guardian(h, g, e) < 0)
		return -1;
	if (make(h, g, &o, e) == 0 && set(h, id, &o, wait, e) == 0)
		return 0;
	return new ? err_append(e, "; the guardian '" UNTRUSTED "', which was "
				"made on the host, stays there") : -1;
}
