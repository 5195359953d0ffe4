/* base/cimtime.c - CIM times and intervals, in ISO's form and in CIM's own
 *
 * A host sends ISO (WS-CIM) for properties and the form of DSP0004, 5.5.1,
 * inside embedded instances. Both are read with one cursor that turns NULL at
 * the first thing that does not fit.
 */
#include "base/parse.h"

#define US_PER_S 1000000
#define DAY_S 86400

/* Exactly n digits. */
static unsigned fixed(const char **p, int n)
{
	unsigned v = 0;

	for (; *p && n; n--) {
		if (**p < '0' || **p > '9') {
			*p = NULL;
			return 0;
		}
		v = v * 10 + (unsigned)(*(*p)++ - '0');
	}
	return v;
}

static void expect(const char **p, char c)
{
	if (*p)
		*p = **p == c ? *p + 1 : NULL;
}

/* ".5" and so on, as microseconds; more than six digits are cut, more than
 * nine refused. Nothing at all is 0. */
static unsigned fraction(const char **p)
{
	unsigned us = 0, n = 0;

	if (!*p || **p != '.')
		return 0;
	for (++*p; **p >= '0' && **p <= '9'; ++*p, n++)
		if (n < 6)
			us = us * 10 + (unsigned)(**p - '0');
	if (!n || n > 9)
		*p = NULL;
	for (; n < 6; n++)
		us *= 10;
	return us;
}

struct moment {
	unsigned year, month, day, hour, minute, second, us;
	int offset_min;
};

static bool is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool in_calendar(const struct moment *m)
{
	static const unsigned char days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	unsigned leap = m->month == 2 && is_leap(m->year);

	if (m->month < 1 || m->month > 12)
		return false;
	if (m->day < 1 || m->day > days[m->month - 1] + leap)
		return false;
	return m->hour < 24 && m->minute < 60 && m->second < 60;
}

/* Days since 1970 in the Gregorian calendar; years begin in March, so that
 * the leap day is their last. */
static int64_t days_since_1970(const struct moment *m)
{
	int64_t y = (int64_t)m->year - (m->month < 3);
	int64_t month = (m->month + 9) % 12;
	int64_t in_year = (153 * month + 2) / 5 + m->day - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 + in_year - 719468;
}

/* "Z", "+02:00" or "-0530" at the end of an ISO time. */
static int iso_offset(const char **p)
{
	int sign, hours;

	if (!*p || **p == 'Z') {
		expect(p, 'Z');
		return 0;
	}
	sign = **p == '-' ? -1 : 1;
	expect(p, sign < 0 ? '-' : '+');
	hours = (int)fixed(p, 2);
	if (*p && **p == ':')
		++*p;
	return sign * (hours * 60 + (int)fixed(p, 2));
}

static const char *iso_time(const char *p, struct moment *m)
{
	m->year = fixed(&p, 4);
	expect(&p, '-');
	m->month = fixed(&p, 2);
	expect(&p, '-');
	m->day = fixed(&p, 2);
	expect(&p, 'T');
	m->hour = fixed(&p, 2);
	expect(&p, ':');
	m->minute = fixed(&p, 2);
	expect(&p, ':');
	m->second = fixed(&p, 2);
	m->us = fraction(&p);
	m->offset_min = iso_offset(&p);
	return p;
}

static const char *cim_time(const char *p, struct moment *m)
{
	int sign = 1;

	m->year = fixed(&p, 4);
	m->month = fixed(&p, 2);
	m->day = fixed(&p, 2);
	m->hour = fixed(&p, 2);
	m->minute = fixed(&p, 2);
	m->second = fixed(&p, 2);
	expect(&p, '.');
	m->us = fixed(&p, 6);
	if (p && *p == '-')
		sign = -1;
	expect(&p, sign < 0 ? '-' : '+');
	m->offset_min = sign * (int)fixed(&p, 3);
	return p;
}

/* True if text has c after n digits; never looks past its end. */
static bool digits_then(const char *text, int n, char c)
{
	fixed(&text, n);
	return text && *text == c;
}

int parse_cim_time(const char *text, int64_t *ret_us)
{
	/* WMI's zero, in whatever zone: the first day of 1601 or before */
	static const struct moment unset = { .year = 1601, .month = 1, .day = 2 };
	struct moment m = { 0 };
	const char *end;
	int64_t s;

	if (!text)
		return -1;
	end = digits_then(text, 4, '-') ? iso_time(text, &m) : cim_time(text, &m);
	if (!end || *end || !in_calendar(&m))
		return -1;
	s = days_since_1970(&m) * DAY_S + (int64_t)m.hour * 3600 +
	    (int64_t)m.minute * 60 + m.second - (int64_t)m.offset_min * 60;
	if (s < days_since_1970(&unset) * DAY_S)
		return -1;
	*ret_us = s * US_PER_S + m.us;
	return 0;
}

/* Digits, as many as there are, as long as the number can be held. */
static uint64_t number(const char **p)
{
	const char *start = *p;
	uint64_t v = 0;

	for (; **p >= '0' && **p <= '9'; ++*p) {
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, (uint64_t)(**p - '0'), &v)) {
			*p = NULL;
			return 0;
		}
	}
	if (*p == start)
		*p = NULL;
	return v;
}

/* The index of a part's letter in "DHMS"; days come before the T, the others
 * after it, each once and in this order ('from' is the first still free).
 * Years and months have no fixed length and are not read. */
static int iso_part(char letter, int from, bool after_t)
{
	static const char letters[] = "DHMS";

	for (int i = from; letters[i]; i++)
		if (letters[i] == letter && after_t == (i > 0))
			return i;
	return -1;
}

static const char *iso_interval(const char *p, uint64_t *ret)
{
	static const unsigned seconds[] = { DAY_S, 3600, 60, 1 };
	bool after_t = false, any = false;
	int part, from = 0;
	uint64_t us = 0;

	for (expect(&p, 'P'); p && *p; from = part + 1) {
		uint64_t n, us_part;
		bool cut;

		if (*p == 'T' && !after_t) {
			after_t = true;
			p++;
		}
		n = number(&p);
		cut = p && *p == '.';
		us_part = fraction(&p);
		part = p ? iso_part(*p, from, after_t) : -1;
		if (part < 0 || (cut && part != 3))
			return NULL;
		if (__builtin_mul_overflow(n, (uint64_t)seconds[part] * US_PER_S, &n) ||
		    __builtin_add_overflow(n, us_part, &n) ||
		    __builtin_add_overflow(us, n, &us))
			return NULL;
		any = true;
		p++;
	}
	*ret = us;
	return any ? p : NULL;
}

static const char *cim_interval(const char *p, uint64_t *ret)
{
	uint64_t days = fixed(&p, 8);
	unsigned hours = fixed(&p, 2), minutes = fixed(&p, 2), s = fixed(&p, 2);
	unsigned us;

	expect(&p, '.');
	us = fixed(&p, 6);
	for (const char *zone = ":000"; *zone; zone++)
		expect(&p, *zone);
	if (hours > 23 || minutes > 59 || s > 59)
		return NULL;
	*ret = (days * DAY_S + hours * 3600 + minutes * 60 + s) * US_PER_S + us;
	return p;
}

int parse_cim_interval(const char *text, uint64_t *ret_us)
{
	const char *end;
	uint64_t us;

	if (!text)
		return -1;
	end = *text == 'P' ? iso_interval(text, &us) : cim_interval(text, &us);
	if (!end || *end)
		return -1;
	*ret_us = us;
	return 0;
}
