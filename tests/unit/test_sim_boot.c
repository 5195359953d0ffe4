/* test_sim_boot.c - sim/boot.h: what generation 2 starts from */
#include "sim_call.h"

#include "sim/snapshot.h"

#define SOURCES "SELECT * FROM Msvm_BootSourceSettingData WHERE InstanceID " \
	"LIKE '%s\\\\%%'"
#define ALL_SOURCES "SELECT * FROM Msvm_BootSourceSettingData"
#define SLOT(n) PROP("AddressOnParent", "string", n)

static int sources(struct sim_host *h, const struct sim_instance *vssd)
{
	AUTO_FREE char *q = xasprintf(SOURCES, sim_get_str(vssd, "InstanceID"));

	return count(h, V, q);
}

/* The source at that place of the order: its InstanceID. */
static const char *at(struct sim_host *h, const struct sim_instance *vssd,
		      unsigned n)
{
	const struct sim_value *v = sim_get(vssd, "BootSourceOrder");
	struct sim_instance *i;

	assert_int_equal(v->kind, SIM_V_ARRAY);
	assert_true(n < v->n);
	i = sim_at_path(h, v->item[n].s);
	assert_non_null(i);
	assert_string_equal(i->cls->name, "Msvm_BootSourceSettingData");
	return sim_get_str(i, "InstanceID");
}

static unsigned length(const struct sim_instance *vssd)
{
	const struct sim_value *v = sim_get(vssd, "BootSourceOrder");

	return v->kind == SIM_V_ARRAY ? v->n : 0;
}

static void is_part(const char *source, const struct sim_instance *part)
{
	AUTO_FREE char *id = xasprintf("%s\\B", sim_get_str(part, "InstanceID"));

	assert_string_equal(source, id);
}

static void each_device_has_one(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *s = vssd_of(h, "web01");

	(void)state;
	/* a file, two disks, a DVD drive, an adapter */
	assert_int_equal(sources(h, s), 5);
	assert_int_equal(length(s), 5);
	is_part(at(h, s, 1), part_of(h, "web01", SIM_ROLE_DISK, 0));
	is_part(at(h, s, 3), part_of(h, "web01", SIM_ROLE_DVD, 0));
	is_part(at(h, s, 4), part_of(h, "web01", SIM_ROLE_NIC, 0));
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_BootSourceSettingData "
			       "WHERE BootSourceType = 3"), 1);
	/* generation 1 has a list of kinds */
	assert_int_equal(sources(h, vssd_of(h, "db01")), 0);
	assert_int_equal(length(vssd_of(h, "db01")), 0);
	sim_host_free(h);
}

static void they_come_and_go(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *s = vssd_of(h, "web01");
	struct sim_instance *scsi = part_of(h, "web01", SIM_ROLE_SCSI, 0);
	struct sim_outs out = VEC_INIT;

	(void)state;
	pass(h);
	assert_int_equal(add_part(h, "web01", SIM_ROLE_DISK, scsi, SLOT("7"),
				  NULL), 0);
	assert_int_equal(length(s), 6);
	is_part(at(h, s, 5), part_of(h, "web01", SIM_ROLE_DISK, 2));
	assert_int_equal(remove_part(h, part_of(h, "web01", SIM_ROLE_NIC, 0),
				     &out), SIM_CALL_OK);
	sim_outs_clear(&out);
	pass(h);
	assert_int_equal(length(s), 5);
	assert_int_equal(sources(h, s), 5);
	is_part(at(h, s, 4), part_of(h, "web01", SIM_ROLE_DISK, 2));
	sim_host_free(h);
}

static void checkpoints_have_their_own(void **state)
{
	struct sim_host *h = default_host();
	struct sim_snapshot_spec spec = { "one", false, false };
	struct sim_instance *own = vssd_of(h, "web01"), *s;
	struct sim_outs out = VEC_INIT;
	AUTO_STR files = STR_INIT;
	int before = count(h, V, ALL_SOURCES);

	(void)state;
	pass(h);
	s = sim_snapshot_make(h, vm(h, "web01"), &spec);
	assert_int_equal(sources(h, s), 5);
	assert_int_equal(length(s), 5);
	assert_non_null(strstr(at(h, s, 4), sim_get_str(s, "InstanceID")));
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(remove_part(h, part_of(h, "web01", SIM_ROLE_NIC, 0),
				     &out), SIM_CALL_OK);
	sim_outs_clear(&out);
	assert_int_equal(length(own), 4);
	sim_snapshot_apply(h, vm(h, "web01"), s);
	assert_int_equal(length(own), 5);
	assert_int_equal(sources(h, own), 5);
	is_part(at(h, own, 4), part_of(h, "web01", SIM_ROLE_NIC, 0));
	sim_snapshot_destroy(h, vm(h, "web01"), s, false, &files);
	assert_int_equal(count(h, V, ALL_SOURCES), before);
	sim_host_free(h);
}

/* ModifySystemSettings with these paths. */
static unsigned set_order(struct sim_host *h, const char *name, size_t n,
			  const char *const *paths)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, "<INSTANCE CLASSNAME=\"Msvm_VirtualSystemSettingData\">"
		 PROP("InstanceID", "string", "%s")
		 "<PROPERTY.ARRAY NAME=\"BootSourceOrder\" TYPE=\"string\">"
		 "<VALUE.ARRAY>", sim_get_str(vssd_of(h, name), "InstanceID"));
	for (size_t i = 0; i < n; i++) {
		str_add(&xml, "<VALUE>");
		xml_esc(&xml, paths[i]);
		str_add(&xml, "</VALUE>");
	}
	str_add(&xml, "</VALUE.ARRAY></PROPERTY.ARRAY></INSTANCE>");
	sim_args_text(&in, "SystemSettings", xml.buf);
	return outcome(h, VSMS, "ModifySystemSettings", &in, NULL);
}

static void it_is_written(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *s = vssd_of(h, "web01"), *d;
	AUTO_FREE char *dvd = NULL, *disk = NULL, *other = NULL;
	const char *list[2];

	(void)state;
	dvd = xstrdup(sim_get(s, "BootSourceOrder")->item[3].s);
	disk = xstrdup(sim_get(s, "BootSourceOrder")->item[1].s);
	d = vssd_of(h, "Bob's VM");
	other = xstrdup(sim_get(d, "BootSourceOrder")->item[0].s);
	list[0] = dvd;
	list[1] = disk;
	assert_int_equal(set_order(h, "web01", 2, list), 0);
	assert_int_equal(length(s), 2);
	is_part(at(h, s, 0), part_of(h, "web01", SIM_ROLE_DVD, 0));
	is_part(at(h, s, 1), part_of(h, "web01", SIM_ROLE_DISK, 0));
	/* twice, another VM's, no path, another class's, generation 1 */
	list[1] = dvd;
	assert_int_equal(set_order(h, "web01", 2, list), 32773);
	list[1] = other;
	assert_int_equal(set_order(h, "web01", 2, list), 32773);
	list[1] = "x";
	assert_int_equal(set_order(h, "web01", 2, list), 32773);
	assert_int_equal(set_order(h, "db01", 1, list), 32773);
	/* without the host, as FACTS 5.5 has it: kept with it */
	list[0] = strstr(disk, "Msvm_");
	assert_int_equal(set_order(h, "web01", 1, list), 0);
	assert_string_equal(sim_get(s, "BootSourceOrder")->item[0].s, disk);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_device_has_one),
		cmocka_unit_test(they_come_and_go),
		cmocka_unit_test(checkpoints_have_their_own),
		cmocka_unit_test(it_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
