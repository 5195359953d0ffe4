/* sim/tls.h - the certificate of the simulated host */
#ifndef HVSH_SIM_TLS_H
#define HVSH_SIM_TLS_H

struct err;

struct sim_tls {
	char *cert, *key;               /* PEM */
	char fingerprint[72];           /* "SHA256:..." of the certificate */
};

int sim_tls_load(const char *cert_file, const char *key_file,
		 struct sim_tls *ret, struct err *e);
/* Self-signed, for localhost, 127.0.0.1 and ::1, a year long. */
int sim_tls_make(struct sim_tls *ret, struct err *e);
void sim_tls_clear(struct sim_tls *t);          /* wipes the key */

#endif
