/* image/image.c - RGB565 to PPM and PNG; the only user of libpng */
#include "image/image.h"

#include <png.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

static uint8_t of_5_bits(unsigned v)
{
	return (uint8_t)((v * 527 + 23) >> 6);
}

static uint8_t of_6_bits(unsigned v)
{
	return (uint8_t)((v * 259 + 33) >> 6);
}

static void convert(const uint8_t *rgb565, size_t pixels, uint8_t *rgb)
{
	for (size_t i = 0; i < pixels; i++, rgb565 += 2, rgb += 3) {
		unsigned pixel = rgb565[0] | (unsigned)rgb565[1] << 8;

		rgb[0] = of_5_bits(pixel >> 11);
		rgb[1] = of_6_bits(pixel >> 5 & 0x3f);
		rgb[2] = of_5_bits(pixel & 0x1f);
	}
}

static void write_ppm(const uint8_t *rgb, unsigned w, unsigned h,
		      struct str *to)
{
	str_addf(to, "P6\n%u %u\n255\n", w, h);
	str_addn(to, (const char *)rgb, (size_t)w * h * 3);
}

/* libpng's simplified interface: nothing to jump out of. The bound that it
 * gives is enough for every picture of that size. */
static int write_png(const uint8_t *rgb, unsigned w, unsigned h,
		     struct str *to, struct err *e)
{
	png_image image = {
		.version = PNG_IMAGE_VERSION, .width = w, .height = h,
		.format = PNG_FORMAT_RGB,
	};
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	AUTO_FREE char *png = xcalloc(size, 1);

	if (!png_image_write_to_memory(&image, png, &size, 0, rgb, 0, NULL))
		return err_set(e, ERR_FAILED, "cannot write a PNG: %s",
			       image.message);
	str_addn(to, png, size);
	return 0;
}

int image_write(enum image_format format, const uint8_t *rgb565, size_t len,
		unsigned w, unsigned h, struct str *to, struct err *e)
{
	AUTO_FREE uint8_t *rgb = NULL;
	size_t pixels;

	if (!w || !h || w > IMAGE_MAX || h > IMAGE_MAX)
		return err_set(e, ERR_PROTOCOL, "%u x %u is no screen", w, h);
	pixels = (size_t)w * h;
	if (len != pixels * 2)
		return err_set(e, ERR_PROTOCOL, "a screen of %u x %u is %zu "
			       "bytes, not %zu", w, h, pixels * 2, len);
	rgb = xcalloc(pixels, 3);
	convert(rgb565, pixels, rgb);
	if (format == IMAGE_PNG)
		return write_png(rgb, w, h, to, e);
	write_ppm(rgb, w, h, to);
	return 0;
}

const char *image_type(enum image_format format)
{
	return format == IMAGE_PNG ? "image/png" : "image/x-portable-pixmap";
}
