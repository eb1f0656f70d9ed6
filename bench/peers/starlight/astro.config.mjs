import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: 'Infant OT',
      sidebar: [{ label: 'Ages', items: [{ autogenerate: { directory: 'ages' } }] }],
    }),
  ],
});
