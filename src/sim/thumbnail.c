/* GetVirtualSystemThumbnailImage: RGB565, low byte first (FACTS 1.10). What
 * is shown is always the same for the same VM: a frame, a window whose colour
 * comes from the VM's GUID, and the VM's name as blocks, one a character. */
#include <string.h>

#include "base/mem.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define MOST_PIXELS (1920 * 1200)

static uint16_t rgb(unsigned r, unsigned g, unsigned b)
{
	return (uint16_t)((r >> 3) << 11 | (g >> 2) << 5 | b >> 3);
}

struct picture {
	unsigned w, h;
	uint16_t window;
	const char *name;
};

static uint16_t pixel(const struct picture *p, unsigned x, unsigned y)
{
	unsigned cw = p->w / 40 ? p->w / 40 : 1, ch = p->h / 12 ? p->h / 12 : 1;
	size_t n = strlen(p->name), at;

	if (!x || !y || x == p->w - 1 || y == p->h - 1)
		return rgb(255, 255, 255);
	if (y / ch == 1 && x / cw >= 1) {
		at = x / cw - 1;
		/* The bits of a character, from above. */
		if (at < n && x % cw && p->name[at] >> (y % ch * 8 / ch) & 1)
			return rgb(255, 255, 0);
	}
	if (x > p->w / 4 && x < p->w * 3 / 4 && y > p->h / 3 && y < p->h * 3 / 4)
		return p->window;
	return rgb(0, 0, 64 + 128 * y / p->h);
}

static struct sim_instance *target(const struct sim_call *c)
{
	bool given;
	struct sim_instance *i = sim_call_object(c, "TargetSystem", 0, &given);
	const char *guid;

	if (!i || !sim_class_isa(i->cls, "CIM_VirtualSystemSettingData"))
		return NULL;
	guid = sim_get_str(i, "VirtualSystemIdentifier");
	return sim_vm_find(c->host, guid);
}

uint32_t sim_do_thumbnail(struct sim_call *c)
{
	struct sim_instance *vm = target(c);
	struct picture p = {
		.w = (unsigned)sim_call_uint(c, "WidthPixels", 0),
		.h = (unsigned)sim_call_uint(c, "HeightPixels", 0),
	};
	struct sim_value bytes;
	unsigned colour;

	if (!vm || !p.w || !p.h || p.w > 4096 ||
	    p.w * p.h > MOST_PIXELS)
		return SIM_RET_PARAMETER;
	if (!sim_vm_is_on(vm))
		return SIM_RET_STATE;
	p.name = sim_get_str(vm, "ElementName");
	colour = (unsigned)strtoul(sim_get_str(vm, "Name"), NULL, 16);
	p.window = rgb(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
	bytes = sim_array();
	bytes.item = xcalloc((size_t)p.w * p.h * 2, sizeof *bytes.item);
	for (unsigned y = 0; y < p.h; y++) {
		for (unsigned x = 0; x < p.w; x++) {
			uint16_t v = pixel(&p, x, y);

			bytes.item[bytes.n++] = sim_uint(v & 0xFF);
			bytes.item[bytes.n++] = sim_uint(v >> 8);
		}
	}
	sim_call_set(c, "ImageData", bytes);
	return SIM_RET_DONE;
}
