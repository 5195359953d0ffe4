/* Msvm_GuestFileService: files of the host copied into a guest that runs.
 *
 * What is there in a guest is kept as Hvsim_GuestFile of root/hvsim: files
 * that were copied, and a few folders that every guest has. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/integration.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define OWN "Hvsim_GuestFile"
#define SETTINGS "Msvm_CopyFileToGuestSettingData"
#define INTERFACE "Msvm_GuestServiceInterfaceComponent"
#define JOB_TYPE 90

static const char *const folders[] = {
	"C:", "C:\\Windows", "C:\\Windows\\Temp", "C:\\Users\\Public",
	"/", "/tmp", "/root",
};

static struct sim_instance *find_file(struct sim_host *h, const char *vm,
				      const char *path)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, OWN, "VM", vm,
						  "Path", path, NULL);

	return sim_resolve(h->store, SIM_NS_OWN, r);
}

/* Where the path's last part begins: also behind it, for "C:\x\". */
static size_t name_at(const char *path)
{
	size_t n = strlen(path);

	while (n && path[n - 1] != '\\' && path[n - 1] != '/')
		n--;
	return n;
}

/* One of every guest's, or a folder that was made for a file. */
static bool is_folder(struct sim_host *h, const char *vm, const char *path)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_OWN, OWN);
	AUTO_FREE char *bare = xstrdup(path);
	size_t n = strlen(bare);

	if (n > 1 && name_at(bare) == n)
		bare[--n] = '\0';
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (!strcasecmp(folders[i], bare))
			return true;
	}
	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		const char *file = sim_get_str(i, "Path");

		if (!strcasecmp(sim_get_str(i, "VM"), vm) &&
		    !strncasecmp(file, bare, n) &&
		    (file[n] == '\\' || file[n] == '/'))
			return true;
	}
	return false;
}

/* An existing folder stands for the file of that name in it. */
static char *target_path(struct sim_host *h, const char *vm, const char *source,
			 const char *to)
{
	size_t n = strlen(to);

	if (!is_folder(h, vm, to))
		return xstrdup(to);
	return xasprintf("%s%s%s", to, n && name_at(to) == n ? "" :
			 *to == '/' ? "/" : "\\", source + name_at(source));
}

static bool is_true(const struct sim_cim *cim, const char *name)
{
	const char *text = sim_cim_text(cim, name);

	return text && !strcasecmp(text, "true");
}

/* NULL: it is done; else what the guest or the host had against it. */
static const char *copy(struct sim_host *h, const char *vm,
			const struct sim_cim *cim)
{
	const char *from = sim_cim_text(cim, "SourcePath");
	const struct sim_instance *source = sim_file_find(h, from);
	AUTO_FREE char *to = target_path(h, vm, from,
					 sim_cim_text(cim, "DestinationPath"));
	AUTO_FREE char *folder = xstrndup(to, name_at(to));
	struct sim_instance *i = find_file(h, vm, to);

	if (!source)
		return "The system cannot find the file specified. (0x80070002)";
	if (i && !is_true(cim, "OverwriteExisting"))
		return "The file exists. (0x80070050)";
	if (!*folder || !to[name_at(to)])
		return "The filename, directory name, or volume label syntax is "
		       "incorrect. (0x8007007B)";
	if (!is_folder(h, vm, folder) && !is_true(cim, "CreateFullPath"))
		return "The system cannot find the path specified. (0x80070003)";
	if (!i) {
		i = sim_make(h, SIM_NS_OWN, OWN);
		sim_set(i, "VM", sim_string(vm));
		sim_set(i, "Path", sim_string(to));
		i = sim_put(h, i);
	}
	if (i)
		sim_set(i, "Size", sim_uint(sim_get_uint(source, "FileSize")));
	return NULL;
}

/* 0, or ReturnValue; to be cleared in either case. */
static uint32_t read_settings(const char *text, struct sim_cim *cim)
{
	*cim = (struct sim_cim){ NULL, VEC_INIT };
	if (sim_cim_parse(text, cim) < 0)
		return sim_cim_refusal(text);
	if (strcasecmp(cim->cls, SETTINGS) ||
	    !sim_cim_text(cim, "SourcePath") ||
	    !sim_cim_text(cim, "DestinationPath"))
		return SIM_RET_PARAMETER;
	return SIM_RET_DONE;
}

static const char *copy_all(struct sim_host *h, const struct sim_instance *job,
			    const char *vm)
{
	const struct sim_value *v = sim_get(job, "CopyFileToGuestSettingData");
	const char *problem = NULL;

	for (uint32_t i = 0; v->kind == SIM_V_ARRAY && i < v->n && !problem;
	     i++) {
		struct sim_cim cim;

		if (!read_settings(v->item[i].s, &cim))
			problem = copy(h, vm, &cim);
		sim_cim_clear(&cim);
	}
	return problem;
}

static void run_copy(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *job = sim_job_find(h, t->job);
	const char *guid = job ? sim_get_str(job, "VirtualSystemName") : "";
	struct sim_instance *vm = sim_vm_find(h, guid);
	const char *problem = NULL;
	AUTO_FREE char *text = NULL;

	/* It was cancelled, or is to fail on order. */
	if (!job || sim_get_uint(job, "JobState") >= 7)
		return;
	if (!sim_job_doomed(h))
		problem = vm && sim_integration_works(h, vm, INTERFACE) ?
			  copy_all(h, job, guid) :
			  "The device is not connected. (0x8007048F)";
	if (!problem) {
		sim_job_end(h, t->job);
		return;
	}
	text = xasprintf("'%s' failed to copy files to the guest: %s",
			 vm ? sim_get_str(vm, "ElementName") : guid,
			 problem);
	sim_job_fail(h, t->job, SIM_RET_FAILED, text);
}

const struct sim_task_kind sim_task_guest_copy = { "guest-copy", run_copy };

static struct sim_instance *begin(struct sim_call *c, struct sim_instance *vm)
{
	struct sim_value texts = sim_array();
	struct sim_instance *job;
	const char *text;

	job = sim_job_begin_as(c->host, "Msvm_CopyFileToGuestJob", JOB_TYPE,
			       "Copying files to the guest", vm);
	for (size_t n = 0; (text = sim_call_text_at(c, "CopyFileToGuestSettings",
						    n)); n++)
		sim_array_add(&texts, sim_string(text));
	sim_set(job, "CopyFileToGuestSettingData", texts);
	sim_set(job, "Cancellable", sim_bool(true));
	sim_set(job, "VirtualSystemName",
		sim_string(sim_get_str(vm, "Name")));
	return job;
}

uint32_t sim_do_copy_to_guest(struct sim_call *c)
{
	struct sim_instance *vm = sim_vm_find(c->host,
					      sim_get_str(c->on, "SystemName"));
	uint32_t rc = sim_call_text(c, "CopyFileToGuestSettings") ?
		      SIM_RET_DONE : SIM_RET_PARAMETER;
	struct sim_instance *job;
	const char *text;

	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"CopyFileToGuestSettings", n)); n++) {
		struct sim_cim cim;

		rc = read_settings(text, &cim);
		sim_cim_clear(&cim);
	}
	/* That this is the answer where the interface is off, is assumed. */
	if (!rc && (!vm || !sim_integration_works(c->host, vm, INTERFACE)))
		rc = SIM_RET_STATE;
	if (rc)
		return rc;
	job = begin(c, vm);
	sim_call_set(c, "Job", sim_ref_to(job));
	sim_task_add(c->host, &sim_task_guest_copy, c->host->job_ms,
		     sim_get_str(job, "InstanceID"), NULL);
	return SIM_RET_JOB;
}
