/* test_sim_vhd.c - virtual disks of the simulated host: made, changed, merged,
 * copied; files deleted and copied; the room on its drives */
#include "sim_call.h"

#include "sim/cimxml.h"
#include "sim/drives.h"
#include "sim/files.h"

#define DISK "Msvm_VirtualHardDiskSettingData"
#define IMS "SELECT * FROM Msvm_ImageManagementService"
#define FOLDER "D:\\Hyper-V\\Virtual Hard Disks\\"
#define GIB (UINT64_C(1) << 30)

/* name, value pairs */
static unsigned call(struct sim_host *h, const char *method, ...)
{
	struct sim_args in = VEC_INIT;
	const char *name;
	va_list ap;

	va_start(ap, method);
	while ((name = va_arg(ap, const char *)))
		sim_args_text(&in, name, va_arg(ap, const char *));
	va_end(ap);
	return outcome(h, IMS, method, &in, NULL);
}

static unsigned with_disk(struct sim_host *h, const char *method,
			  const char *source, const char *props)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, INST(DISK, "%s"), props);
	if (source)
		sim_args_text(&in, "SourcePath", source);
	sim_args_text(&in, "VirtualDiskSettingData", xml.buf);
	return outcome(h, IMS, method, &in, NULL);
}

#define MAKE(h, file, type, format, more) \
	with_disk(h, "CreateVirtualHardDisk", NULL, \
		  PROP("Path", "string", FOLDER file) \
		  PROP("Type", "uint16", type) PROP("Format", "uint16", format) \
		  more)
#define BYTES(n) PROP("MaxInternalSize", "uint64", n)
#define PARENT(file) PROP("ParentPath", "string", FOLDER file)

/* A property of what a method tells of a disk. */
static uint64_t tell(struct sim_host *h, const char *method, const char *out,
		     const char *path, const char *prop)
{
	struct sim_args in = VEC_INIT;
	struct sim_outs outs = VEC_INIT;
	struct sim_cim cim;
	uint64_t v;

	sim_args_text(&in, "Path", path);
	assert_int_equal(invoke(h, IMS, method, &in, &outs), SIM_CALL_OK);
	assert_int_equal(returned(&outs), 0);
	assert_int_equal(sim_cim_parse(sim_outs_get(&outs, out)->s, &cim), 0);
	v = strtoull(sim_cim_text(&cim, prop), NULL, 10);
	sim_cim_clear(&cim);
	sim_outs_clear(&outs);
	return v;
}

static uint64_t inside(struct sim_host *h, const char *path, const char *prop)
{
	return tell(h, "GetVirtualHardDiskSettingData", "SettingData", path,
		    prop);
}

static uint64_t state_of(struct sim_host *h, const char *path,
			 const char *prop)
{
	return tell(h, "GetVirtualHardDiskState", "State", path, prop);
}

static void shapes(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	pass(h);
	assert_int_equal(MAKE(h, "a.vhdx", "3", "3", BYTES("10737418240")
		PROP("BlockSize", "uint32", "1048576")
		PROP("LogicalSectorSize", "uint32", "4096")
		PROP("PhysicalSectorSize", "uint32", "4096")), 0);
	assert_int_equal(inside(h, FOLDER "a.vhdx", "BlockSize"), 1048576);
	assert_int_equal(inside(h, FOLDER "a.vhdx", "LogicalSectorSize"), 4096);
	/* a VHD knows sectors of 512 bytes and blocks of two sizes */
	assert_int_equal(MAKE(h, "b.vhd", "3", "2", BYTES("10737418240")
		PROP("LogicalSectorSize", "uint32", "4096")), 32773);
	assert_int_equal(MAKE(h, "b.vhd", "3", "2", BYTES("10737418240")
		PROP("BlockSize", "uint32", "1048576")), 32773);
	assert_int_equal(MAKE(h, "b.vhd", "3", "2", BYTES("10737418240")
		PROP("BlockSize", "uint32", "524288")), 0);
	assert_int_equal(MAKE(h, "c.vhdx", "3", "3", BYTES("10737418240")
		PROP("BlockSize", "uint32", "3145728")), 32773);
	sim_host_free(h);
}

static void room(void **state)
{
	struct sim_host *h = default_host();
	uint64_t before = sim_drive_free(h, "d:");

	(void)state;
	pass(h);
	assert_int_equal(MAKE(h, "a.vhdx", "2", "3", BYTES("1073741824")), 0);
	assert_int_equal(before - sim_drive_free(h, "D:"), GIB);
	assert_int_equal(MAKE(h, "b.vhdx", "2", "3", BYTES("4398046511104")),
			 32768);
	assert_null(sim_file_find(h, FOLDER "b.vhdx"));
	/* a dynamic one takes no room before it is used */
	assert_int_equal(MAKE(h, "b.vhdx", "3", "3", BYTES("4398046511104")), 0);
	assert_int_equal(with_disk(h, "CreateVirtualHardDisk", NULL,
		PROP("Path", "string", "D:\\none\\a.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")
		BYTES("1073741824")), 32768);
	sim_host_free(h);
}

static void resizing(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	pass(h);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01.vhdx", "MaxInternalSize",
			      "64424509440", NULL), 0);
	assert_int_equal(inside(h, FOLDER "db01.vhdx", "MaxInternalSize"),
			 60 * GIB);
	/* 20 GiB of it are taken */
	assert_int_equal(state_of(h, FOLDER "db01.vhdx", "MinInternalSize"),
			 20 * GIB);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01.vhdx", "MaxInternalSize",
			      "1073741824", NULL), 32768);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01.vhdx", "MaxInternalSize",
			      "21474836480", NULL), 0);
	/* a fixed VHD grows with its file, and does not shrink */
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01-data.vhd", "MaxInternalSize",
			      "75161927680", NULL), 0);
	assert_int_equal(state_of(h, FOLDER "db01-data.vhd", "FileSize"),
			 70 * GIB);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01-data.vhd", "MaxInternalSize",
			      "64424509440", NULL), 32768);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "db01.vhdx", "MaxInternalSize", "1000",
			      NULL), 32773);
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "none.vhdx", "MaxInternalSize",
			      "75161927680", NULL), 32779);
	/* on: a VHDX on SCSI may grow, it cannot be compacted */
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "web01.vhdx", "MaxInternalSize",
			      "64424509440", NULL), 0);
	assert_int_equal(call(h, "CompactVirtualHardDisk", "Path",
			      FOLDER "web01.vhdx", "Mode", "0", NULL), 32768);
	assert_int_equal(call(h, "CompactVirtualHardDisk", "Path",
			      FOLDER "db01-data.vhd", "Mode", "0", NULL), 32768);
	assert_int_equal(call(h, "CompactVirtualHardDisk", "Path",
			      FOLDER "db01.vhdx", "Mode", "0", NULL), 0);
	sim_host_free(h);
}

static void chains(void **state)
{
	struct sim_host *h = default_host();
	uint64_t size;

	(void)state;
	pass(h);
	assert_int_equal(MAKE(h, "base.vhdx", "3", "3", BYTES("10737418240")), 0);
	assert_int_equal(MAKE(h, "mid.vhdx", "4", "3", PARENT("base.vhdx")), 0);
	assert_int_equal(MAKE(h, "leaf.vhdx", "4", "3", PARENT("mid.vhdx")), 0);
	assert_int_equal(MAKE(h, "x.vhd", "4", "2", PARENT("base.vhdx")), 32768);
	assert_int_equal(MAKE(h, "x.vhdx", "4", "3", PARENT("none.vhdx")), 32768);
	assert_int_equal(call(h, "ValidateVirtualHardDisk", "Path",
			      FOLDER "leaf.vhdx", NULL), 0);
	/* only downwards */
	assert_int_equal(call(h, "MergeVirtualHardDisk", "SourcePath",
			      FOLDER "base.vhdx", "DestinationPath",
			      FOLDER "leaf.vhdx", NULL), 32773);
	sim_file_set_size(h, sim_file_find(h, FOLDER "leaf.vhdx"), GIB);
	size = state_of(h, FOLDER "mid.vhdx", "FileSize");
	assert_int_equal(call(h, "MergeVirtualHardDisk", "SourcePath",
			      FOLDER "leaf.vhdx", "DestinationPath",
			      FOLDER "mid.vhdx", NULL), 0);
	assert_null(sim_file_find(h, FOLDER "leaf.vhdx"));
	assert_true(state_of(h, FOLDER "mid.vhdx", "FileSize") > size);
	/* what changes below is noticed above */
	assert_int_equal(call(h, "ResizeVirtualHardDisk", "Path",
			      FOLDER "base.vhdx", "MaxInternalSize",
			      "21474836480", NULL), 0);
	assert_int_equal(call(h, "ValidateVirtualHardDisk", "Path",
			      FOLDER "mid.vhdx", NULL), 32768);
	assert_int_equal(call(h, "SetParentVirtualHardDisk", "ChildPath",
			      FOLDER "mid.vhdx", "ParentPath",
			      FOLDER "base.vhdx", NULL), 32768);
	assert_int_equal(call(h, "SetParentVirtualHardDisk", "ChildPath",
			      FOLDER "mid.vhdx", "ParentPath",
			      FOLDER "base.vhdx", "IgnoreIDMismatch", "true",
			      NULL), 0);
	assert_int_equal(call(h, "ValidateVirtualHardDisk", "Path",
			      FOLDER "mid.vhdx", NULL), 0);
	/* no rings */
	assert_int_equal(call(h, "SetParentVirtualHardDisk", "ChildPath",
			      FOLDER "base.vhdx", "ParentPath",
			      FOLDER "mid.vhdx", "IgnoreIDMismatch", "true",
			      NULL), 32773);
	sim_host_free(h);
}

static void copies(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	pass(h);
	assert_int_equal(with_disk(h, "ConvertVirtualHardDisk",
		FOLDER "db01-data.vhd", PROP("Path", "string", FOLDER "n.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")), 0);
	assert_int_equal(inside(h, FOLDER "n.vhdx", "MaxInternalSize"),
			 60 * GIB);
	assert_int_equal(inside(h, FOLDER "n.vhdx", "Type"), 3);
	assert_int_equal(with_disk(h, "ConvertVirtualHardDisk",
		FOLDER "db01-data.vhd", PROP("Path", "string", FOLDER "n.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")),
		32768);
	/* what a VM has open */
	assert_int_equal(with_disk(h, "ConvertVirtualHardDisk",
		FOLDER "web01.vhdx", PROP("Path", "string", FOLDER "m.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")),
		32768);
	assert_null(sim_file_find(h, FOLDER "m.vhdx"));
	sim_host_free(h);
}

static unsigned on_file(struct sim_host *h, const char *path,
			const char *method, const char *to)
{
	struct sim_instance *f = sim_file_find(h, path);
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	unsigned rc;

	assert_non_null(f);
	if (to)
		sim_args_text(&in, "FileName", to);
	assert_int_equal(sim_invoke(h, f->cls, f, method, &in, &out),
			 SIM_CALL_OK);
	rc = returned(&out);
	sim_args_clear(&in);
	sim_outs_clear(&out);
	return rc;
}

static void files(void **state)
{
	struct sim_host *h = default_host();
	uint64_t before = sim_drive_free(h, "D:");

	(void)state;
	pass(h);
	assert_int_equal(on_file(h, FOLDER "web01.vhdx", "Delete", NULL), 15);
	assert_int_equal(on_file(h, FOLDER "db01-data.vhd", "Delete", NULL), 0);
	assert_null(sim_file_find(h, FOLDER "db01-data.vhd"));
	assert_int_equal(sim_drive_free(h, "D:") - before, 60 * GIB);
	assert_int_equal(on_file(h, FOLDER "db01.vhdx", "Copy",
				 FOLDER "copy.vhdx"), 0);
	assert_int_equal(inside(h, FOLDER "copy.vhdx", "MaxInternalSize"),
			 40 * GIB);
	assert_int_equal(on_file(h, FOLDER "db01.vhdx", "Copy",
				 FOLDER "copy.vhdx"), 10);
	assert_int_equal(on_file(h, FOLDER "db01.vhdx", "Copy",
				 "D:\\none\\copy.vhdx"), 9);
	assert_int_equal(on_file(h, FOLDER "copy.vhdx", "Rename",
				 "C:\\ISO\\x.vhdx"), 13);
	assert_int_equal(on_file(h, FOLDER "copy.vhdx", "Rename",
				 FOLDER "moved.vhdx"), 0);
	assert_null(sim_file_find(h, FOLDER "copy.vhdx"));
	assert_int_equal(inside(h, FOLDER "moved.vhdx", "MaxInternalSize"),
			 40 * GIB);
	sim_host_free(h);
}

/* With time passing, there is a job to be watched. */
static void as_a_job(void **state)
{
	struct sim_host *h = default_host();
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	int64_t now = sim_clock_ms();
	struct sim_instance *job;

	(void)state;
	sim_tick(h, now);
	sim_args_text(&in, "Path", FOLDER "db01.vhdx");
	sim_args_text(&in, "MaxInternalSize", "64424509440");
	assert_int_equal(invoke(h, IMS, "ResizeVirtualHardDisk", &in, &out),
			 SIM_CALL_OK);
	assert_int_equal(returned(&out), 4096);
	sim_outs_clear(&out);
	assert_int_equal(inside(h, FOLDER "db01.vhdx", "MaxInternalSize"),
			 40 * GIB);
	sim_tick(h, now + 15);
	job = first(h, V, "SELECT * FROM Msvm_StorageJob");
	assert_int_equal(sim_get_uint(job, "PercentComplete"), 50);
	sim_tick(h, now + 40);
	assert_int_equal(sim_get_uint(job, "JobState"), 7);
	assert_int_equal(inside(h, FOLDER "db01.vhdx", "MaxInternalSize"),
			 60 * GIB);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes),
		cmocka_unit_test(room),
		cmocka_unit_test(resizing),
		cmocka_unit_test(chains),
		cmocka_unit_test(copies),
		cmocka_unit_test(files),
		cmocka_unit_test(as_a_job),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
