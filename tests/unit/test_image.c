/* test_image.c - image/image.h: the screen, read again by libpng */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "image/image.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Two rows of three: red, green, blue; white, black, 0x1234. */
static const uint8_t screen[] = {
	0x00, 0xf8, 0xe0, 0x07, 0x1f, 0x00, 0xff, 0xff, 0x00, 0x00, 0x34, 0x12,
};
/* 0x1234: red 2, green 17, blue 20 */
static const uint8_t rgb[] = {
	255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0,
	16, 69, 165,
};

static void test_ppm(void **state)
{
	static const char head[] = "P6\n3 2\n255\n";
	AUTO_STR s = STR_INIT;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(image_write(IMAGE_PPM, screen, sizeof screen, 3, 2, &s,
				     &e), 0);
	assert_int_equal(s.len, strlen(head) + sizeof rgb);
	assert_memory_equal(s.buf, head, strlen(head));
	assert_memory_equal(s.buf + strlen(head), rgb, sizeof rgb);
}

/* Read by the interface that does not share code with the writer's. */
static void check_png(const struct str *s, unsigned w, unsigned h,
		      const uint8_t *want)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	AUTO_FREE uint8_t *got = NULL;

	assert_memory_equal(s->buf, "\x89PNG\r\n\x1a\n", 8);
	assert_true(png_image_begin_read_from_memory(&image, s->buf, s->len));
	assert_int_equal(image.width, w);
	assert_int_equal(image.height, h);
	image.format = PNG_FORMAT_RGB;
	got = xcalloc((size_t)w * h, 3);
	assert_true(png_image_finish_read(&image, NULL, got, 0, NULL));
	assert_memory_equal(got, want, (size_t)w * h * 3);
}

static void test_png(void **state)
{
	AUTO_STR s = STR_INIT;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(image_write(IMAGE_PNG, screen, sizeof screen, 3, 2, &s,
				     &e), 0);
	check_png(&s, 3, 2, rgb);
}

/* Every colour that there is: both files hold the same pixels. */
static void test_all_colours(void **state)
{
	AUTO_FREE uint8_t *all = xcalloc(65536, 2);
	static const char head[] = "P6\n256 256\n255\n";
	AUTO_STR ppm = STR_INIT;
	AUTO_STR png = STR_INIT;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	for (unsigned i = 0; i < 65536; i++) {
		all[i * 2] = (uint8_t)i;
		all[i * 2 + 1] = (uint8_t)(i >> 8);
	}
	assert_int_equal(image_write(IMAGE_PPM, all, 131072, 256, 256, &ppm,
				     &e), 0);
	assert_int_equal(image_write(IMAGE_PNG, all, 131072, 256, 256, &png,
				     &e), 0);
	assert_int_equal(ppm.len, strlen(head) + 65536 * 3);
	check_png(&png, 256, 256, (const uint8_t *)ppm.buf + strlen(head));
}

static void test_refused(void **state)
{
	static const struct {
		size_t len;
		unsigned w, h;
		const char *why;
	} cases[] = {
		{ 12, 0, 2, "0 x 2 is no screen" },
		{ 12, 3, 0, "3 x 0 is no screen" },
		{ 12, 16385, 1, "16385 x 1 is no screen" },
		{ 12, 4294967295u, 4294967295u,
		  "4294967295 x 4294967295 is no screen" },
		{ 11, 3, 2, "a screen of 3 x 2 is 12 bytes, not 11" },
		{ 0, 3, 2, "a screen of 3 x 2 is 12 bytes, not 0" },
		{ 12, 2, 2, "a screen of 2 x 2 is 8 bytes, not 12" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_STR s = STR_INIT;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(image_write(IMAGE_PNG, screen, cases[i].len,
					     cases[i].w, cases[i].h, &s, &e),
				 -1);
		assert_int_equal(e.kind, ERR_PROTOCOL);
		assert_string_equal(e.msg, cases[i].why);
		assert_int_equal(s.len, 0);
	}
}

static void test_types(void **state)
{
	(void)state;
	assert_string_equal(image_type(IMAGE_PNG), "image/png");
	assert_string_equal(image_type(IMAGE_PPM), "image/x-portable-pixmap");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ppm),
		cmocka_unit_test(test_png),
		cmocka_unit_test(test_all_colours),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
