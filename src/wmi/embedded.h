/* wmi/embedded.h - instances within other objects
 *
 * So do Hyper-V's own embedded instances travel, GetVirtualHardDiskSettingData's
 * SettingData for one (FACTS 1.14):
 *
 *	<INSTANCE CLASSNAME="Msvm_X"><PROPERTY NAME="A" TYPE="uint16"><VALUE>1
 *	</VALUE></PROPERTY></INSTANCE>
 *
 * A PROPERTY without VALUE is null.
 */
#ifndef HVSH_WMI_EMBEDDED_H
#define HVSH_WMI_EMBEDDED_H

struct err;
struct wmi_field;
struct wmi_object;

#define WMI_EMBEDDED_MAX (1024 * 1024)

/* As wmi_read: 'to' is to be freed in any case. ERR_PROTOCOL for text that is
 * no such instance. */
int wmi_embedded_read(const char *text, const struct wmi_field *fields,
		      void *to, struct err *e);

/*
 * Reads what 'name' of 'o' holds: the text above in a property that is a
 * string; in one that is an object its properties as XML, directly (FACTS 4.8)
 * or in an element of the instance's own. ERR_PROTOCOL where it holds nothing.
 */
int wmi_embedded_member(const struct wmi_object *o, const char *name,
			const struct wmi_field *fields, void *to,
			struct err *e);

#endif
