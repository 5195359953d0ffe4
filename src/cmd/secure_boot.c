/* cmd/secure_boot.c - secure boot in a word */
#include "cmd/secure_boot.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "domxml/names.h"
#include "hv/config.h"
#include "shell/complete.h"

static const struct {
	const char *word, *template;
	bool on;
} boots[] = {
	{ "off", NULL, false }, { "on", NULL, true },
	{ "windows", "MicrosoftWindows", true },
	{ "linux", "MicrosoftUEFICertificateAuthority", true },
	{ "shielded", "OpenSourceShieldedVM", true },
};
#define BOOTS (sizeof boots / sizeof *boots)

/* A word of the table, or a template by name or GUID. */
int secure_boot_set(struct hv_config *to, const char *word, struct err *e)
{
	const char *template = domxml_template_guid(word);
	char guid[GUID_LEN + 1];
	bool on = true;
	size_t i = 0;

	while (i < BOOTS && strcmp(word, boots[i].word))
		i++;
	if (i < BOOTS) {
		on = boots[i].on;
		template = boots[i].template ?
			domxml_template_guid(boots[i].template) :
			to->secure_boot_template;
	} else if (!template && parse_guid(word, guid) == 0) {
		template = guid;
	} else if (!template) {
		return err_set(e, ERR_USAGE, "--secure-boot is off, on, "
			       "windows, linux, shielded, or the name or UUID "
			       "of a template, not '%s'", word);
	}
	to->secure_boot = on;
	if (template != to->secure_boot_template) {
		free(to->secure_boot_template);
		to->secure_boot_template = xstrdup(template);
	}
	return 0;
}

COMPLETER(complete_secure_boot)
{
	(void)c;
	(void)a;
	(void)word;
	for (size_t i = 0; i < BOOTS; i++)
		candidates_add(to, boots[i].word);
}
