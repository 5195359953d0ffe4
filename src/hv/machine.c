/* hv/machine.c - what the firmware tells of the host's machine */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/host_stats.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

static const struct wmi_field bios_fields[] = {
	FIELD("Manufacturer", WMI_STR, hv_machine, bios_vendor),
	FIELD("SMBIOSBIOSVersion", WMI_STR, hv_machine, bios_version),
	FIELD("ReleaseDate", WMI_TIME, hv_machine, bios_date_us),
	{ 0 }
};

static const struct wmi_field product_fields[] = {
	FIELD("Vendor", WMI_STR, hv_machine, vendor),
	FIELD("Name", WMI_STR, hv_machine, product),
	FIELD("Version", WMI_STR, hv_machine, version),
	FIELD("IdentifyingNumber", WMI_STR, hv_machine, serial),
	FIELD("UUID", WMI_STR, hv_machine, uuid),
	{ 0 }
};

static const struct wmi_field board_fields[] = {
	FIELD("Manufacturer", WMI_STR, hv_machine, board_vendor),
	FIELD("Product", WMI_STR, hv_machine, board_product),
	FIELD("Version", WMI_STR, hv_machine, board_version),
	FIELD("SerialNumber", WMI_STR, hv_machine, board_serial),
	{ 0 }
};

void hv_machine_clear(struct hv_machine *m)
{
	wmi_clear(bios_fields, m);
	wmi_clear(product_fields, m);
	wmi_clear(board_fields, m);
}

int hv_machine_read(struct hv_host *h, struct hv_machine *ret, struct err *e)
{
	static const struct {
		const char *class;
		const struct wmi_field *fields;
	} parts[] = {
		{ "Win32_BIOS", bios_fields },
		{ "Win32_ComputerSystemProduct", product_fields },
		{ "Win32_BaseBoard", board_fields },
	};
	AUTO_MACHINE m = { 0 };
	struct str wql[3] = { STR_INIT, STR_INIT, STR_INIT };
	struct hv_first first[3];
	struct wmi_query q[3];
	int r;

	for (size_t i = 0; i < 3; i++) {
		first[i] = (struct hv_first){ parts[i].fields, &m, 0 };
		wql_select(&wql[i], parts[i].class, parts[i].fields);
		q[i] = (struct wmi_query){ HV_CIMV2, wql[i].buf, hv_first_row,
					   &first[i], ERR_INIT };
	}
	r = wmi_query(hv_host_wmi(h), q, 3, e);
	for (size_t i = 0; i < 3; i++) {
		err_clear(&q[i].err);
		str_free(&wql[i]);
	}
	if (r < 0)
		return -1;
	*ret = m;
	m = (struct hv_machine){ 0 };
	return 0;
}

struct identity { char *uuid; struct num arch; };

static const struct wmi_field uuid_fields[] = {
	FIELD("UUID", WMI_STR, identity, uuid),
	{ 0 }
};

static const struct wmi_field arch_fields[] = {
	FIELD("Architecture", WMI_NUM, identity, arch),
	{ 0 }
};

int hv_machine_identity(struct hv_host *h, char **uuid, struct num *arch,
			struct err *e)
{
	struct identity i = { 0 };
	struct hv_first product = { uuid_fields, &i, 0 };
	struct hv_first cpu = { arch_fields, &i, 0 };
	AUTO_STR product_wql = STR_INIT;
	AUTO_STR cpu_wql = STR_INIT;
	int r;

	wql_select(&product_wql, "Win32_ComputerSystemProduct", uuid_fields);
	wql_select(&cpu_wql, "Win32_Processor", arch_fields);
	struct wmi_query q[] = {
		{ HV_CIMV2, product_wql.buf, hv_first_row, &product, ERR_INIT },
		{ HV_CIMV2, cpu_wql.buf, hv_first_row, &cpu, ERR_INIT },
	};

	r = wmi_query(hv_host_wmi(h), q, 2, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	if (r == 0) {
		*uuid = TAKE(i.uuid);
		*arch = i.arch;
	}
	wmi_clear(uuid_fields, &i);
	return r;
}
