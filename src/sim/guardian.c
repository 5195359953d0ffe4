/* sim/guardian.c - the host's own guardians, and the key protectors that they
 * give out (root/Microsoft/Windows/Hgs)
 *
 * What the classes are is documented; what is in a certificate or a key
 * protector is not, and no client needs to know.
 */
#include "sim/guardian.h"

#include <string.h>

#include "base/mem.h"
#include "sim/base64.h"
#include "sim/methods_priv.h"

#define MAGIC "hvsim key protector "

static struct sim_value octets(const char *text)
{
	struct sim_value v = sim_array();

	for (; *text; text++)
		sim_array_add(&v, sim_uint((unsigned char)*text));
	return v;
}

static struct sim_instance *find(const struct sim_host *h, const char *name)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_HGS,
			"MSFT_HgsGuardian", "Name", name, NULL);

	return sim_resolve(h->store, SIM_NS_HGS, r);
}

/* An MI provider tells of a failure by an error, not by a ReturnValue. */
static uint32_t refuse(struct sim_call *c)
{
	c->status = SIM_CALL_FAILED;
	return 0;
}

static struct sim_instance *make(struct sim_host *h, const char *name)
{
	struct sim_instance *i = sim_make(h, SIM_NS_HGS, "MSFT_HgsGuardian");
	AUTO_FREE char *id = sim_new_guid(h);
	AUTO_FREE char *signing = xasprintf("signing certificate %s", id);
	AUTO_FREE char *encryption = xasprintf("encryption certificate %s", id);

	sim_set(i, "Name", sim_string(name));
	sim_set(i, "SigningCertificate", octets(signing));
	sim_set(i, "EncryptionCertificate", octets(encryption));
	sim_set(i, "EncryptionCertificateSignature", sim_string("<&>"));
	sim_set(i, "EncryptionCertificateSignatureAlgorithm",
		sim_string("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"));
	sim_set(i, "HasPrivateSigningKey", sim_bool(true));
	return sim_put(h, i);
}

uint32_t sim_do_new_guardian(struct sim_call *c)
{
	const char *name = sim_call_text(c, "Name");
	const char *generate = sim_call_text(c, "GenerateCertificates");

	if (!name || !*name || !generate || strcmp(generate, "true") ||
	    find(c->host, name))
		return refuse(c);
	sim_call_set(c, "cmdletOutput",
		     sim_object(sim_instance_copy(make(c->host, name))));
	return 0;
}

/* Is it a guardian of this host, with its certificates as they are? */
static bool is_ours(const struct sim_host *h, const struct sim_instance *owner)
{
	static const char *const props[] = {
		"SigningCertificate", "EncryptionCertificate",
		"EncryptionCertificateSignature",
	};
	struct sim_instance *ours = find(h, sim_get_str(owner, "Name"));

	for (size_t i = 0; ours && i < sizeof props / sizeof *props; i++)
		if (!sim_value_equal(sim_get(ours, props[i]),
				     sim_get(owner, props[i])))
			return false;
	return ours;
}

/* All guardians here sign their certificates themselves. */
uint32_t sim_do_new_protector(struct sim_call *c)
{
	const char *untrusted = sim_call_text(c, "AllowUntrustedRoot");
	struct sim_instance *owner = sim_call_instance(c, "Owner", 0), *i;
	AUTO_FREE char *id = sim_new_guid(c->host);
	AUTO_FREE char *raw = NULL;

	if (!owner || !is_ours(c->host, owner) || !untrusted ||
	    strcmp(untrusted, "true")) {
		sim_instance_drop(owner);
		return refuse(c);
	}
	raw = xasprintf(MAGIC "%s of %s\xff", id, sim_get_str(owner, "Name"));
	i = sim_make(c->host, SIM_NS_HGS, "MSFT_HgsKeyProtector");
	sim_set(i, "Owner", sim_object(owner));
	sim_set(i, "RawData", octets(raw));
	sim_call_set(c, "cmdletOutput", sim_object(i));
	return 0;
}

bool sim_is_protector(const struct sim_octets *o)
{
	return o->n > strlen(MAGIC) && o->v[o->n - 1] == 0xff &&
	       !memcmp(o->v, MAGIC, strlen(MAGIC));
}

/* No guarded fabric: local mode. */
uint32_t sim_do_hgs_config(struct sim_call *c)
{
	struct sim_instance *i = sim_make(c->host, SIM_NS_HGS,
					  "MSFT_HgsClientConfiguration");

	sim_fill(i, "Mode=1\nIsHostGuarded=false\nAttestationOperationMode=0\n"
		 "AttestationStatus=0\nAttestationSubstatus=0\n");
	sim_call_set(c, "cmdletOutput", sim_object(i));
	return 0;
}
