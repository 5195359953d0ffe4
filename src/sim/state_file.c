/* --state FILE: the whole store, and what is under way in it. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/host_priv.h"
#include "sim/vm.h"
#include "xml/write.h"
#include "xml/xml.h"

#define NS_STATE "urn:hvsim:state:1"
#define MAX_NUMBER (INT64_C(1) << 60)
#define NS_SOAP "http://www.w3.org/2003/05/soap-envelope"

static void add_number(struct str *s, const char *tag, int64_t n)
{
	AUTO_FREE char *text = xasprintf("%" PRId64, n);

	xml_leaf(s, tag, text, NULL);
}

static void save_task(const struct sim_host *h, const struct sim_task *t,
		      struct str *s)
{
	xml_open(s, "h:Task", "Kind", t->kind->name, "Job", t->job, "Object",
		 t->object, NULL);
	add_number(s, "h:Begin", t->begin_ms - h->now_ms);
	add_number(s, "h:Due", t->due_ms - h->now_ms);
	add_number(s, "h:From", t->from);
	add_number(s, "h:To", t->to);
	if (t->data)
		xml_leaf(s, "h:Data", t->data, NULL);
	xml_close(s, "h:Task");
	str_addc(s, '\n');
}

static void save_all(const struct sim_host *h, struct str *s)
{
	struct sim_class *c;

	xml_open(s, "s:Envelope", "xmlns:s", NS_SOAP, "xmlns:h", NS_STATE,
		 "xmlns:a", "http://schemas.xmlsoap.org/ws/2004/08/addressing",
		 "xmlns:n", "http://schemas.xmlsoap.org/ws/2004/09/enumeration",
		 "xmlns:w", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
		 "xmlns:cim", "http://schemas.dmtf.org/wbem/wscim/1/common",
		 "xmlns:xsi", XML_NS_XSI, NULL);
	xml_open(s, "s:Header", NULL);
	xml_leaf(s, "h:Host", sim_store_hostname(h->store), NULL);
	add_number(s, "h:Clock", h->clock_us);
	add_number(s, "h:Guids", (int64_t)h->guids);
	add_number(s, "h:PartGuids", (int64_t)h->part_guids);
	for (size_t i = 0; i < h->tasks.n; i++)
		save_task(h, &h->tasks.v[i], s);
	xml_close(s, "s:Header");
	xml_open(s, "s:Body", NULL);
	xml_open(s, "n:EnumerateResponse", NULL);
	xml_open(s, "w:Items", NULL);
	str_addc(s, '\n');
	for (size_t k = 0; (c = sim_class_at(h->store, k)); k++) {
		for (struct sim_instance *i = c->first; i; i = i->next) {
			sim_save_instance(i, s);
			str_addc(s, '\n');
		}
	}
	xml_close(s, "w:Items");
	xml_close(s, "n:EnumerateResponse");
	xml_close(s, "s:Body");
	xml_close(s, "s:Envelope");
	str_addc(s, '\n');
}

static int write_all(int fd, const struct str *s)
{
	size_t done = 0;

	while (done < s->len) {
		ssize_t n = write(fd, s->buf + done, s->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		done += (size_t)n;
	}
	return fsync(fd);
}

int sim_host_save(struct sim_host *h, const char *path, struct err *e)
{
	AUTO_FREE char *tmp = xasprintf("%s.XXXXXX", path);
	AUTO_STR text = STR_INIT;
	int fd, rc;

	if (h->saved_version == sim_store_version(h->store))
		return 0;
	save_all(h, &text);
	fd = mkostemp(tmp, O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ERR_FAILED, "cannot save the state in %s: %s",
			       path, strerror(errno));
	rc = write_all(fd, &text);
	if (close(fd) < 0 || rc < 0 || rename(tmp, path) < 0) {
		rc = err_set(e, ERR_FAILED, "%s: %s", path, strerror(errno));
		unlink(tmp);
		return rc;
	}
	h->saved_version = sim_store_version(h->store);
	return 0;
}

/* --- reading it back --- */

static int64_t number(const xml_node *parent, const char *name)
{
	const char *text = xml_text(xml_child(parent, NS_STATE, name));
	int64_t n;

	/* Nothing here is as large as to overflow when added up. */
	return text && !parse_i64(text, &n) && n > -MAX_NUMBER &&
	       n < MAX_NUMBER ? n : 0;
}

static void restore_task(struct sim_host *h, const xml_node *n)
{
	const char *name = xml_attr(n, NULL, "Kind");
	const struct sim_task_kind *kind = name ? sim_task_kind_find(name) : NULL;
	struct sim_task *t;

	if (!kind)
		return;
	t = sim_task_add(h, kind, number(n, "Due"), xml_attr(n, NULL, "Job"),
			 xml_attr(n, NULL, "Object"));
	t->begin_ms = h->now_ms + number(n, "Begin");
	t->from = (unsigned)number(n, "From");
	t->to = (unsigned)number(n, "To");
	if (xml_child(n, NS_STATE, "Data"))
		t->data = xstrdup(xml_text(xml_child(n, NS_STATE, "Data")));
}

static void restore_header(struct sim_host *h, const xml_node *header)
{
	const char *host = xml_text(xml_child(header, NS_STATE, "Host"));
	const xml_node *t = xml_child(header, NS_STATE, "Task");

	if (host && *host)
		sim_store_set_hostname(h->store, host);
	if (number(header, "Clock"))
		h->clock_us = number(header, "Clock");
	h->guids = (uint64_t)number(header, "Guids");
	h->part_guids = (uint64_t)number(header, "PartGuids");
	for (; t; t = xml_next(t, NS_STATE, "Task"))
		restore_task(h, t);
}

static void empty_store(struct sim_host *h)
{
	struct sim_class *c;

	for (size_t k = 0; (c = sim_class_at(h->store, k)); k++) {
		while (c->first)
			sim_store_remove(h->store, c->first);
	}
}

int sim_host_restore(struct sim_host *h, const char *path, bool *found,
		     struct err *e)
{
	struct sim_loader l = { .store = h->store };
	AUTO_STR text = STR_INIT;
	AUTO_XML *doc = NULL;
	const xml_node *header;
	int rc;

	*found = access(path, F_OK) == 0;
	if (!*found)
		return 0;
	if (sim_read_file(path, SIM_LOAD_MAX_FILE, &text, e) < 0 ||
	    xml_parse(text.buf, text.len, path, &doc, e) < 0)
		return -1;
	header = xml_child(xml_root(doc), NS_SOAP, "Header");
	if (!xml_child(header, NS_STATE, "Host"))
		return err_set(e, ERR_FAILED, "%s: not a state of hvsim", path);
	empty_store(h);
	rc = sim_load_text(&l, text.buf, text.len, path, e);
	sim_loader_clear(&l);
	if (rc < 0)
		return -1;
	restore_header(h, header);
	sim_vms_adopt(h);
	h->saved_version = sim_store_version(h->store);
	return 0;
}
