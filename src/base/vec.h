/* base/vec.h - a typed growing array
 *
 *	VEC(struct hv_vm) vms = VEC_INIT;
 *	vec_push(&vms, vm);
 *	for (size_t i = 0; i < vms.n; i++)
 *		use(&vms.v[i]);
 *	vec_free(&vms);         (the array; its elements are yours)
 *
 * A named type, for headers: struct vm_vec VEC_OF(struct hv_vm);
 */
#ifndef HVSH_BASE_VEC_H
#define HVSH_BASE_VEC_H

#include "base/mem.h"

#define VEC_OF(type) { type *v; size_t n, cap; }
#define VEC(type) struct VEC_OF(type)
#define VEC_INIT { NULL, 0, 0 }

/* Makes room for one more, zeroed, and yields a pointer to it. */
#define vec_new(vec) __extension__({ \
	__typeof__(vec) vec_ = (vec); \
	if (vec_->n == vec_->cap) { \
		vec_->cap = vec_->cap ? vec_->cap * 2 : 8; \
		vec_->v = xrealloc(vec_->v, vec_->cap, sizeof *vec_->v); \
	} \
	vec_->v[vec_->n] = (__typeof__(*vec_->v)){ 0 }; \
	&vec_->v[vec_->n++]; \
})

#define vec_push(vec, item) ((void)(*vec_new(vec) = (item)))

/* An array of its own, with copies of the elements as they are. */
#define vec_copy(to, from) do { \
	__typeof__(to) to_ = (to); \
	__typeof__(from) from_ = (from); \
	to_->v = from_->n ? xcalloc(from_->n, sizeof *to_->v) : NULL; \
	to_->n = to_->cap = from_->n; \
	for (size_t i_ = 0; i_ < from_->n; i_++) \
		to_->v[i_] = from_->v[i_]; \
} while (0)

/* Takes an element out; what it holds is yours to clear. */
#define vec_remove(vec, at) do { \
	__typeof__(vec) vec_ = (vec); \
	vec_->n--; \
	for (size_t i_ = (at); i_ < vec_->n; i_++) \
		vec_->v[i_] = vec_->v[i_ + 1]; \
} while (0)

#define vec_free(vec) do { \
	free((vec)->v); \
	(vec)->v = NULL; \
	(vec)->n = (vec)->cap = 0; \
} while (0)

#endif
