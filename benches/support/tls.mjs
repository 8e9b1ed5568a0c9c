/**
 * HTTPS for servers that speak HTTP: a proxy that ends TLS, and the throw-away certificate it shows.
 *
 * COS is reached by HTTPS, and on Node.js 8.9 loading `https`, reading the root certificates and shaking hands are a
 * good part of a cold start, so leaving them out would flatter the smallest function. The certificate is RSA with 2048
 * bits, as that of COS, and the clients verify it.
 */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

/** A certificate for 127.0.0.1 and for host names, signed by itself, valid from yesterday for a week. */
export function makeCertificate(hostNames) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const day = 86_400_000;
  const name = sequence(set(sequence(oid(COMMON_NAME), der(0x0c, Buffer.from('benchmark')))));
  const names = hostNames.map((host) => der(0x82, Buffer.from(host)));
  const address = der(0x87, Buffer.from([127, 0, 0, 1]));
  const algorithm = sequence(oid(SHA256_WITH_RSA), der(0x05));
  const contents = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime(Date.now() - day), utcTime(Date.now() + 7 * day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        sequence(oid(SUBJECT_ALT_NAME), octets(sequence(...names, address))),
        sequence(oid(BASIC_CONSTRAINTS), octets(sequence(der(0x01, Buffer.from([0xff]))))),
      ),
    ),
  );
  const signature = sign('sha256', contents, privateKey);
  const certificate = sequence(contents, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Starts a proxy that passes on, decrypted, what comes by TLS to a port of this machine. */
export function startTlsProxy(certificate, port) {
  const sockets = new Set();
  const server = createServer(certificate, (outside) => {
    const inside = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      // The functions' processes end without saying goodbye.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  server.on('tlsClientError', () => {});
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: server.address().port,
        close: () => {
          for (const socket of sockets) socket.destroy();
          return new Promise((closed) => server.close(closed));
        },
      });
    });
  });
}

// DER, as much of it as a certificate needs: a tag, a length, the content.

const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];
const SHA256_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];

function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

const sequence = (...parts) => der(0x30, ...parts);
const set = (...parts) => der(0x31, ...parts);
const oid = (bytes) => der(0x06, Buffer.from(bytes));
const integer = (bytes) => der(0x02, bytes);
const octets = (content) => der(0x04, content);
const utcTime = (ms) =>
  der(
    0x17,
    Buffer.from(
      `${new Date(ms)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );
